using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>{ a, [b], ... }</c>: what is in a BER or XML element.</summary>
internal sealed record ElementList(IReadOnlyList<ExpressionSyntax> Elements, bool IsExtensible)
{
    private static readonly Parser<Token, Entry> s_entry =
        AnyOf(
            Symbol("...").Select(token => new Entry(null, token.Span)),
            ExpressionParsers.Item.Select(item => new Entry(item, item.Span)));

    public static readonly Parser<Token, ElementList> Parser =
        Symbol("{").Then(s_entry.Separated(Comma)).Before(Symbol("}")).Spanned((entries, _, context) =>
        {
            var all = entries.ToArray();
            foreach (var entry in all.SkipLast(1).Where(entry => entry.Element is null))
                context.Report(entry.Span, "found '...' before other elements, expected it at the end of the list");
            return new ElementList(
                [.. all.Select(entry => entry.Element).OfType<ExpressionSyntax>()], all.Any(entry => entry.Element is null));
        });

    private sealed record Entry(ExpressionSyntax? Element, TextSpan Span);
}
