using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>name = …</c>, <c>name =/ …</c>, <c>name(argument, …) = …</c></summary>
internal static class RuleParser
{
    private static readonly Parser<Token, NameToken> s_name = Word.Spanned((name, span, context) =>
    {
        if (Keywords.IsReserved(name.Text))
            context.Report(span, $"'{name.Text}' has a meaning of its own in this language; expected another name");
        return name;
    });

    private static readonly Parser<Token, IEnumerable<NameToken>> s_parameters =
        Open.Then(s_name.SeparatedAtLeastOnce(Comma)).Before(Close);

    /// <summary>A number alone: the rule's name stands for it.</summary>
    private static readonly Parser<Token, ExpressionSyntax> s_number =
        Try(new Terminal(null, [], token => token.Kind == TokenKind.Number).Before(Lookahead(End)))
            .Spanned((token, span) => (ExpressionSyntax)new NumberSyntax(token.Number, span));

    /// <summary>A rule.</summary>
    public static readonly Parser<Token, RuleSyntax> Rule =
        Map((name, parameters, isIncremental, body) => (name, parameters, isIncremental, body),
            s_name,
            s_parameters.OrNothing(),
            AnyOf(Symbol("=").ThenReturn(false), Symbol("=/").ThenReturn(true)),
            AnyOf(s_number, ExpressionParsers.Expression))
        .Spanned((read, span) => new RuleSyntax(
            read.name, [.. read.parameters.GetValueOrDefault([])], read.isIncremental, read.body, span))
        .Before(End);
}
