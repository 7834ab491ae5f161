using System.Globalization;
using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>ABNF: alternatives, sequences, repetitions, labels and calls. What is not text it takes from the other notations.</summary>
internal static class ExpressionParsers
{
    private static readonly Parser<Token, ExpressionSyntax> s_literal =
        AnyOf(ElementToken(TokenKind.Quoted), ElementToken(TokenKind.ExactQuoted))
            .Spanned((token, span, context) =>
            {
                if (token.Text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                    context.Report(span, "quoted text holds only ASCII's printable characters; write other octets as '%x…'");
                if (Foreign.Escape(token.Text) is { } escape)
                    context.Report(span, $"found '{escape}' in quoted text, which has no escapes in ABNF; write line ends as CRLF, and other octets as '%x…', such as '%x0D.0A'");
                return (ExpressionSyntax)new LiteralSyntax(token.Text, token.Kind == TokenKind.ExactQuoted, span);
            });

    private static readonly Parser<Token, ExpressionSyntax> s_octets =
        ElementToken(TokenKind.Octets).Spanned((token, span, context) =>
        {
            var (octets, problem) = OctetValues.Read(token.Text, span);
            if (problem is not null)
                context.Report(span, problem);
            return octets;
        });

    /// <summary>A value that is spelled out: text in quotes, a number or its name, or octets.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Constant = AnyOf(
        QuotedText.Spanned((text, span) => (ExpressionSyntax)new LiteralSyntax(text, CaseSensitive: true, span)),
        Number.Spanned((value, span) => (ExpressionSyntax)new NumberSyntax(value, span)),
        NameCalled(null).Spanned((name, span) => (ExpressionSyntax)new RuleReferenceSyntax(name, [], span)),
        new Terminal("octets", [], token => token.Kind == TokenKind.Octets).Spanned((token, span, context) =>
        {
            var (octets, problem) = OctetValues.Read(token.Text, span);
            if (problem is not null || octets is not OctetsSyntax)
                context.Report(span, problem ?? "found a range of octets, expected octets such as %x00.07");
            return octets;
        }));

    private static readonly Parser<Token, ExpressionSyntax> s_prose =
        ElementToken(TokenKind.Prose).Spanned((token, span) => token.Text == "\""
            ? (ExpressionSyntax)new LiteralSyntax("\"", CaseSensitive: false, span)
            : new ProseSyntax(token.Text, span));

    /// <summary>An element with its repetition and label.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Element =
        new NestedParser<ExpressionSyntax>(() => Without(Repeated(AnyOf(s_labelOrReference!, s_unnamed!))));

    /// <summary>Elements one behind the other, without alternatives.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Sequence =
        Element.AtLeastOnce().Spanned((items, span) =>
            items.ToArray() is var all && all.Length == 1 ? all[0] : new ConcatenationSyntax(all, span));

    /// <summary>All that may stand on the right of a rule.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Expression = Alternatives(Sequence);

    /// <summary>Alternatives of single elements, where a list's commas separate elements.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Item = Alternatives(Element);

    private static readonly Parser<Token, ExpressionSyntax> s_argument =
        AnyOf(
            Try(Number.Before(Lookahead(AnyOf(Comma, Close)))).Spanned((value, span) => (ExpressionSyntax)new NumberSyntax(value, span)),
            Expression);

    private static readonly Parser<Token, IReadOnlyList<ExpressionSyntax>> s_arguments =
        OpenArguments.Then(s_argument.SeparatedAtLeastOnce(Comma)).Before(Close)
            .Select(arguments => (IReadOnlyList<ExpressionSyntax>)arguments.ToArray());

    /// <summary>A rule's name, or a call of one.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Reference =
        Map((name, arguments) => (name, arguments), NameCalled(Terminals.Element), s_arguments.OrNothing())
            .Spanned((call, span) => (ExpressionSyntax)new RuleReferenceSyntax(call.name, call.arguments.GetValueOrDefault([]), span));

    private static readonly Parser<Token, ExpressionSyntax> s_group =
        ElementSymbol("(").Then(Expression).Before(Close);

    private static readonly Parser<Token, ExpressionSyntax> s_option =
        ElementSymbol("[").Then(Expression).Before(Symbol("]"))
            .Spanned((item, span) => (ExpressionSyntax)new OptionSyntax(item, span));

    private static readonly Parser<Token, ExpressionSyntax> s_value =
        Map((name, repeated) => (name, repeated),
            ElementToken(TokenKind.Value).Select(token => token.Name),
            OpenArguments.Then(Expression).Before(Close).OrNothing())
        .Spanned((value, span) => value.repeated.HasValue
            ? (ExpressionSyntax)new CountedRepetitionSyntax(value.name, value.repeated.Value, span)
            : new ValueReferenceSyntax(value.name, span));

    /// <summary>The octets of a string: what may stand behind <c>OCTETS</c>.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Text =
        AnyOf(s_literal, s_octets, Reference, s_value, s_group);

    private static readonly Parser<Token, ExpressionSyntax> s_unnamed =
        AnyOf(s_literal, s_octets, s_prose, s_value, s_group, s_option,
            Rec(() => BinaryParsers.Element), Rec(() => BerParsers.Element), Rec(() => XmlParsers.Element));

    private static readonly Parser<Token, ExpressionSyntax> s_labelled =
        new Terminal(null, [], token => token.IsSymbol(":")).Then(Without(Repeated(AnyOf(Reference, s_unnamed))));

    private static readonly Parser<Token, ExpressionSyntax> s_labelOrReference =
        Map((name, suffix) => (name, suffix),
            NameCalled(Terminals.Element),
            AnyOf(
                s_labelled.Select(item => (Func<NameToken, TextSpan, ExpressionSyntax>)((name, span) => new LabelSyntax(name, item, span))),
                s_arguments.Select(arguments => Refer(arguments)),
                Parser<Token>.Return(Refer([]))))
        .Spanned((read, span) => read.suffix(read.name, span));

    /// <summary>The value of an XML attribute.</summary>
    public static readonly Parser<Token, ExpressionSyntax> AttributeValue = AnyOf(s_labelOrReference, s_literal, s_value);

    private static Func<NameToken, TextSpan, ExpressionSyntax> Refer(IReadOnlyList<ExpressionSyntax> arguments) =>
        (name, span) => new RuleReferenceSyntax(name, arguments, span);

    private static Parser<Token, ExpressionSyntax> Alternatives(Parser<Token, ExpressionSyntax> option) =>
        option.SeparatedAtLeastOnce(Slash).Spanned((options, span) =>
            options.ToArray() is var all && all.Length == 1 ? all[0] : new AlternationSyntax(all, span));

    /// <summary><c>a - b</c></summary>
    private static Parser<Token, ExpressionSyntax> Without(Parser<Token, ExpressionSyntax> item)
    {
        var except = new Terminal(null, [], token => token.IsSymbol("-")).Then(Repeated(AnyOf(Reference, s_unnamed)));
        return Map((first, exceptions) => (first, exceptions), item, except.Many())
            .Spanned((read, span) => read.exceptions.Aggregate(read.first, (all, less) => new DifferenceSyntax(all, less, span)));
    }

    private static Parser<Token, ExpressionSyntax> Repeated(Parser<Token, ExpressionSyntax> item)
    {
        var star = new Terminal(Terminals.Element, [], token => token.IsSymbol("*"));
        var least = new Terminal(Terminals.Element, [], IsCount).Select(token => (int)token.Number);
        var most = AnyOf(
            new Terminal(null, [], token => IsCount(token) && token.IsAdjacent).Select(token => (int?)token.Number),
                Parser<Token>.Return<int?>(null));
        var turns = AnyOf(
            star.Then(most).Select(maximum => (Minimum: 0, Maximum: maximum)),
            Map((minimum, maximum) => (Minimum: minimum, Maximum: maximum.HasValue ? maximum.Value : minimum),
                least, new Terminal(null, [], token => token.IsSymbol("*")).Then(most).OrNothing()));
        return AnyOf(
            Map((bounds, _, element) => (bounds, element), turns, Adjacent, item).Spanned((read, span, context) =>
            {
                var (minimum, maximum) = read.bounds;
                if (maximum < minimum)
                {
                    context.Report(span, string.Create(CultureInfo.InvariantCulture,
                        $"found at least {minimum} and at most {maximum}, expected the smaller number first"));
                }

                return (ExpressionSyntax)new RepetitionSyntax(minimum, maximum, read.element, span);
            }),
            item);
    }

    private static bool IsCount(Token token) => token is { Kind: TokenKind.Number, Number: <= int.MaxValue };
}
