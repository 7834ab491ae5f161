namespace ProtocolKit.Grammar.Xml;

/// <summary>What is known of the rules for values.</summary>
/// <param name="IsContained">Whether every sentence of the first rule is one of the second.</param>
/// <param name="Common">A sentence of both rules, or null if there is none.</param>
/// <param name="Accepts">Whether a rule has this sentence.</param>
public sealed record XmlRuleRelations(
    Func<XmlRule, XmlRule, bool> IsContained, Func<XmlRule, XmlRule, string?> Common, Func<XmlRule, string, bool> Accepts)
{
    /// <summary>Nothing is known: two rules are taken to overlap and not to contain each other, and to have every sentence.</summary>
    public static XmlRuleRelations Unknown { get; } = new(
        (inner, outer) => inner.Matcher == outer.Matcher, (first, second) =>
            first.Matcher is null ? second.Sample : first.Sample, (_, _) => true);

    /// <summary>Finds a value that is one of both, or null.</summary>
    internal XmlValue? Intersect(XmlValue first, XmlValue second) => (first, second) switch
    {
        (XmlLiteral a, XmlLiteral b) => a.Text == b.Text ? a : null,
        (XmlLiteral a, _) => Accepts(RuleOf(second), a.Text) ? a : null,
        (_, XmlLiteral) => Intersect(second, first),
        _ => Common(RuleOf(first), RuleOf(second)) is { } sentence ? new XmlLiteral(sentence) : null,
    };

    /// <summary>Whether every value of the first is one of the second.</summary>
    internal bool Contains(XmlValue inner, XmlValue outer) => (inner, outer) switch
    {
        (XmlLiteral a, XmlLiteral b) => a.Text == b.Text,
        (_, XmlLiteral) => false,
        (_, _) when RuleOf(outer).Matcher is null => true,
        (XmlLiteral a, _) => Accepts(RuleOf(outer), a.Text),
        _ => IsContained(RuleOf(inner), RuleOf(outer)),
    };

    private static XmlRule RuleOf(XmlValue value) => value switch
    {
        XmlRuleValue rule => rule.Rule,
        XmlEarlierValue earlier => earlier.Rule,
        _ => throw new ArgumentException("A literal has no rule.", nameof(value)),
    };
}
