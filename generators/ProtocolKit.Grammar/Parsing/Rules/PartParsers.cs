using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>The lines that begin the parts of a file, and the texts of <c>says</c>.</summary>
internal static class PartParsers
{
    /// <summary><c>dialogue [in any order]</c>: whether the order is free.</summary>
    public static readonly Parser<Token, bool> Dialogue =
        Keyword(Keywords.Dialogue).Then(Keyword("in").Then(Keyword("any")).Then(Keyword("order")).OrNothing())
            .Select(inAnyOrder => inAnyOrder.HasValue)
            .Before(End);

    /// <summary><c>dialogue from tls</c></summary>
    public static readonly Parser<Token, bool> TlsDialogue =
        Keyword(Keywords.Dialogue).Then(Keyword("from")).Then(Keyword("tls")).Then(End).ThenReturn(true);

    /// <summary><c>any time</c></summary>
    public static readonly Parser<Token, bool> AnyTime = Keyword(Keywords.Any).Then(Keyword("time")).Then(End).ThenReturn(true);

    /// <summary><c>says</c></summary>
    public static readonly Parser<Token, bool> Says = Keyword(Keywords.Says).Then(End).ThenReturn(true);

    /// <summary>A text; whether it is one for inside TLS depends on what stands above it.</summary>
    public static readonly Parser<Token, SaysSyntax> SaysText =
        Map((rule, _, text) => (rule, text.Text, text.Word),
            NameCalled("a rule's name"),
            new Terminal(null, [], token => token.IsSymbol("=")).Spanned((token, span, context) =>
            {
                context.Report(span, "found '=', expected the text directly behind the rule's name");
                return token;
            }).OrNothing(),
            AnyOf(
                Try(KeywordOf("a text", Keywords.Sayings).Before(Lookahead(End)))
                    .Select(word => (Text: (ExpressionSyntax)new ConcatenationSyntax([], word.Span), Word: (string?)word.Text)),
                ExpressionParsers.Expression.Select(text => (Text: text, Word: (string?)null))))
        .Spanned((read, span) => new SaysSyntax(read.rule, InsideTls: false, read.Text, read.Word, span))
        .Before(End);
}
