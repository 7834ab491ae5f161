using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>if capability "STARTTLS" or unknown</c></summary>
internal static class ConditionParsers
{
    private static readonly string[] s_wordsBehind = ["or", "else", "keeps", "renews"];

    private static readonly Parser<Token, TestSyntax> s_unknown =
        Keyword("unknown").Spanned((_, span) => (TestSyntax)new UnknownTestSyntax(span));

    /// <summary>A word before anything that can't stand behind a test is no number's name, but misspelt.</summary>
    private static readonly Parser<Token, NumberTermSyntax> s_name =
        new Terminal(null, [], IsName, behind: IsBehind)
            .Spanned((token, span) => new NumberTermSyntax(0, token.Name, span));

    private static readonly Parser<Token, Operand> s_operand =
        AnyOf(
            QuotedText.Select(text => new Operand(text, null)),
            Number.Spanned((number, span) => new Operand(null, new NumberRangeSyntax(number, number, span))),
            BinaryParsers.Bits.Select(bits => new Operand(null, bits)),
            s_name.Select(name => new Operand(null, new NamedRangeSyntax(name, name, name.Span))));

    private static readonly Parser<Token, TestSyntax> s_label =
        Map((label, operand) => (label, operand: operand.GetValueOrDefault(new Operand(null, null))),
            NameCalled("a label or parameter"), s_operand.OrNothing())
        .Spanned((read, span) => (TestSyntax)new LabelTestSyntax(read.label, read.operand.Text, read.operand.Number, span));

    private static readonly Parser<Token, ConditionSyntax> s_condition =
        AnyOf(s_unknown, s_label).SeparatedAtLeastOnce(Keyword("or"))
            .Spanned((tests, span) => new ConditionSyntax([.. tests], span));

    /// <summary><c>if</c> and the condition behind it.</summary>
    public static readonly Parser<Token, ConditionSyntax> If = Keyword("if").Then(s_condition);

    private static bool IsName(Token token) =>
        token.Kind == TokenKind.Word && !Keywords.IsReserved(token.Text) && !s_wordsBehind.Contains(token.Text);

    private static bool IsBehind(Token token) =>
        token.Kind is TokenKind.End or TokenKind.Role || token.IsSymbol("/") || token.IsSymbol("=>")
        || token.Kind == TokenKind.Word && s_wordsBehind.Contains(token.Text);

    private sealed record Operand(string? Text, NumberConstraintSyntax? Number);
}
