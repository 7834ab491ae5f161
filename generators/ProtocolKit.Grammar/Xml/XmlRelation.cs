namespace ProtocolKit.Grammar.Xml;

/// <summary>How the messages of two patterns relate.</summary>
public enum XmlRelationKind
{
    /// <summary>No message is one of both.</summary>
    Disjoint,

    /// <summary>They have the same messages.</summary>
    Equal,

    /// <summary>Every message of the first is one of the second.</summary>
    FirstInSecond,

    /// <summary>Every message of the second is one of the first.</summary>
    SecondInFirst,

    /// <summary>Some messages are of both, some of one only.</summary>
    Overlapping,

    /// <summary>The first is a start tag with which an element of the second begins.</summary>
    FirstBeginsSecond,

    /// <summary>The second is a start tag with which an element of the first begins.</summary>
    SecondBeginsFirst,
}

/// <summary>How two patterns relate, with a document that shows it.</summary>
/// <param name="Kind">The relation.</param>
/// <param name="Example">A message of both (or, where one begins the other, the start tag); null where they are disjoint.</param>
public sealed record XmlComparison(XmlRelationKind Kind, string? Example);

/// <summary>What is known of the rules for values. Where nothing is known, two rules are taken to overlap and not to contain each other.</summary>
/// <param name="IsContained">Whether every sentence of the first rule is one of the second.</param>
/// <param name="Common">A sentence of both rules, or null.</param>
/// <param name="Accepts">Whether a rule has this sentence.</param>
public sealed record XmlRuleRelations(Func<XmlRule, XmlRule, bool> IsContained, Func<XmlRule, XmlRule, string?> Common, Func<XmlRule, string, bool> Accepts);

/// <summary>Compares patterns, for the proofs that alternatives are disjoint or contained.</summary>
public static class XmlRelation
{
    /// <summary>Compares the messages of two patterns of one grammar.</summary>
    /// <param name="first">A pattern.</param>
    /// <param name="second">Another.</param>
    /// <param name="namespaces">The grammar's namespaces, for the example.</param>
    /// <param name="rules">What is known of the rules for values.</param>
    public static XmlComparison Compare(XmlPattern first, XmlPattern second, XmlNamespaceTable namespaces, XmlRuleRelations? rules = null) =>
        throw new NotImplementedException();
}
