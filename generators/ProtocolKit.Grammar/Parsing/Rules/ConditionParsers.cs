using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>if capability "STARTTLS" or unknown</c></summary>
internal static class ConditionParsers
{
    private static readonly Parser<Token, TestSyntax> s_unknown =
        Keyword("unknown").Spanned((_, span) => (TestSyntax)new UnknownTestSyntax(span));

    private static readonly Parser<Token, Operand> s_operand =
        OneOf(
            QuotedText.Select(text => new Operand(text, null, IsMask: false)),
            Number.Select(number => new Operand(null, number, IsMask: false)),
            Symbol("&").Then(Number).Select(number => new Operand(null, number, IsMask: true)));

    private static readonly Parser<Token, TestSyntax> s_label =
        Map((label, operand) => (label, operand: operand.GetValueOrDefault()),
            NameCalled("a label or parameter"), s_operand.Optional())
        .Spanned((read, span) => (TestSyntax)new LabelTestSyntax(
            read.label, read.operand.Text, read.operand.Number, read.operand.IsMask, span));

    private static readonly Parser<Token, ConditionSyntax> s_condition =
        OneOf(s_unknown, s_label).SeparatedAtLeastOnce(Keyword("or"))
            .Spanned((tests, span) => new ConditionSyntax([.. tests], span));

    /// <summary><c>if</c> and the condition behind it.</summary>
    public static readonly Parser<Token, ConditionSyntax> If = Keyword("if").Then(s_condition);

    private readonly record struct Operand(string? Text, ulong? Number, bool IsMask);
}
