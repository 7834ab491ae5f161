using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>The lines of the head.</summary>
internal static class FactParsers
{
    private const int HighestPort = 65535;

    private static readonly Parser<Token, NameToken> s_parameterName = NameCalled("a parameter's name");

    /// <summary><c>protocol NAME [like NAME]</c></summary>
    public static readonly Parser<Token, ProtocolSyntax> Protocol =
        Map((_, name, like) => (name, like),
            Keyword("protocol"), NameCalled("the protocol's name"), Keyword("like").Then(NameCalled("a protocol's name")).OrNothing())
        .Spanned((read, span) => new ProtocolSyntax(read.name, read.like.GetValueOrDefault(), span))
        .Before(End);

    private static readonly Parser<Token, FactSyntax> s_rfc =
        Keyword("rfc").Then(NumberUpTo(int.MaxValue, "the number of an RFC").AtLeastOnce())
            .Spanned((numbers, span) => (FactSyntax)new RfcFactSyntax([.. numbers.Select(number => (int)number)], span));

    private static readonly Parser<Token, FactSyntax> s_spec =
        Keyword("spec").Then(QuotedText).Spanned((text, span) => (FactSyntax)new SpecFactSyntax(text, span));

    private static readonly Parser<Token, IEnumerable<ulong>> s_ports =
        AnyOf(
            Keyword("none").ThenReturn(Enumerable.Empty<ulong>()),
            new Terminal("a port from 1 to 65535", [], token => token is { Kind: TokenKind.Number, Number: > 0 and <= HighestPort })
                .Select(token => token.Number).AtLeastOnce());

    private static readonly Parser<Token, FactSyntax> s_port = Ports("port", implicitTls: false);

    private static readonly Parser<Token, FactSyntax> s_tls = Ports("tls", implicitTls: true);

    private static readonly Parser<Token, FactSyntax> s_alpn =
        Keyword("alpn").Then(QuotedText).Spanned((text, span) => (FactSyntax)new AlpnFactSyntax(text, span));

    /// <summary>Whether a number follows.</summary>
    private static readonly Parser<Token, bool> s_isNumber = Lookahead(Number).OrNothing().Select(number => number.HasValue);

    private static readonly Parser<Token, FactSyntax> s_parameter =
        Map((_, name, rule, preset) => (name, rule, preset),
            Keyword("parameter"),
            s_parameterName,
            Colon.Then(Map((list, isNumber, rule) => (IsList: list.HasValue, IsNumber: isNumber, Rule: rule),
                Symbol("*").OrNothing(), s_isNumber, ExpressionParsers.Expression)).OrNothing(),
            Symbol("=").Then(ExpressionParsers.Constant).OrNothing())
        .Spanned((read, span, context) =>
        {
            if (read.rule is { HasValue: true, Value: { IsList: true, IsNumber: true, Rule: RepetitionSyntax { Maximum: { } most } times } }
                && times.Minimum == most)
                context.Report(times.Span,
                    $"'*{most}' is one value or several: write '( *{most}… )' for one with at most {most}, "
                    + $"or '*( {most}… )' for a list of those with {most}");
            if (read is { rule: { HasValue: true, Value.IsList: true }, preset.HasValue: true })
                context.Report(read.preset.Value.Span, "found a default of a list, which has no values at first: leave '= …' out");
            return (FactSyntax)new ParameterSyntax(
                read.name, read.rule is { HasValue: true, Value.IsList: true }, read.rule.HasValue ? read.rule.Value.Rule : null,
                read.preset.HasValue ? DefaultText(read.preset.Value) : null, span)
            {
                DefaultValue = read.preset.GetValueOrDefault(),
            };
        });

    private static readonly Parser<Token, FactSyntax> s_fresh =
        Map((_, name, _, rule) => (name, rule), Keyword("fresh"), NameCalled("a name"), Colon, ExpressionParsers.Expression)
            .Spanned((read, span) => (FactSyntax)new FreshSyntax(read.name, read.rule, span));

    private static readonly Parser<Token, FactSyntax> s_namespace =
        Map((_, prefix, uri) => (prefix, uri),
            Keyword("namespace"),
            new Terminal("a prefix", [], token => token.Kind == TokenKind.Word).Select(token => token.Name).OrNothing(),
            QuotedText)
        .Spanned((read, span) => (FactSyntax)new NamespaceSyntax(read.prefix.GetValueOrDefault(), read.uri, span));

    /// <summary>Any other line of the head.</summary>
    public static readonly Parser<Token, FactSyntax> Fact =
        AnyOf(s_rfc, s_spec, s_port, s_tls, s_alpn, IdentityParser.Identity, LimitParser.Limit, s_parameter, s_fresh, s_namespace)
            .Before(End);

    private static string DefaultText(ExpressionSyntax value) => value switch
    {
        LiteralSyntax literal => literal.Text,
        NumberSyntax number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        OctetsSyntax octets =>
            "%x" + string.Join('.', octets.Octets.Select(octet => octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture))),
        _ => "",
    };

    private static Parser<Token, FactSyntax> Ports(string keyword, bool implicitTls) =>
        Keyword(keyword).Then(s_ports)
            .Spanned((ports, span) => (FactSyntax)new PortFactSyntax([.. ports.Select(port => (int)port)], implicitTls, span));
}
