using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>Alternatives: those of single octets are one class, and many words stand in one box.</summary>
internal sealed partial class RailroadBuilder
{
    /// <summary>How many words beside each other stand in one box.</summary>
    private const int MinWords = 5;

    private static readonly HashSet<string> s_classes = new(
        ["ALPHA", "BIT", "CHAR", "CR", "CTL", "DIGIT", "DQUOTE", "HEXDIG", "HTAB", "LF", "OCTET", "SP", "VCHAR", "WSP"],
        StringComparer.OrdinalIgnoreCase);

    private RailroadItem Choice(AlternationSyntax alternation, RuleScope scope, double width)
    {
        var options = new List<RailroadItem>();
        for (var i = 0; i < alternation.Options.Count; i++)
        {
            var words = alternation.Options.Skip(i).TakeWhile(option => scope.Resolve(option).Expression is LiteralSyntax)
                .Select(option => DiagramText.Of(ExpressionText.Of(option, scope))).ToArray();
            if (words.Length < MinWords)
            {
                options.Add(Build(alternation.Options[i], scope, width - 4 * RailroadItem.Radius));
                continue;
            }

            var shown = words.Select((word, n) => DiagramText.Shorten(word, MaxColumns) + (n + 1 < words.Length ? " /" : ""));
            options.Add(new RailroadBox(RailroadBoxKind.Literal, DiagramText.Wrap(shown, " ", MaxColumns), string.Join(" / ", words)));
            i += words.Length - 1;
        }

        return options is [var only] ? only : new RailroadChoice(options);
    }

    /// <summary>Whether an expression is one octet out of a set that is spelled out.</summary>
    private bool IsClass(ExpressionSyntax expression, RuleScope scope)
    {
        (expression, scope) = scope.Resolve(expression);
        return expression switch
        {
            OctetRangeSyntax => true,
            RuleReferenceSyntax reference => s_classes.Contains(reference.Name.Text) && !_rules.ContainsKey(reference.Name.Text),
            AlternationSyntax alternation =>
                alternation.Options.All(option => IsClass(option, scope) || IsOctet(scope.Resolve(option).Expression))
                && DiagramText.Columns(ExpressionText.Of(alternation, scope)) <= MaxColumns,
            _ => false,
        };
    }

    private static bool IsOctet(ExpressionSyntax expression) =>
        expression is LiteralSyntax { Text.Length: 1 } or OctetsSyntax { Octets.Count: 1 };
}
