using ProtocolKit.Grammar.Syntax;

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

/// <summary>Compares patterns, for the proofs that alternatives are disjoint or contained.</summary>
public static class XmlRelation
{
    /// <summary>Compares the messages of two patterns of one grammar.</summary>
    /// <param name="first">A pattern.</param>
    /// <param name="second">Another.</param>
    /// <param name="namespaces">The grammar's namespaces, for the example.</param>
    /// <param name="rules">What is known of the rules for values.</param>
    /// <param name="firstIsWritten">Whether the first is what a role writes, with no attributes but those of the pattern.</param>
    public static XmlComparison Compare(
        XmlPattern first, XmlPattern second, XmlNamespaceTable namespaces, XmlRuleRelations? rules = null, bool firstIsWritten = false)
    {
        var isFirstTag = first.Form == XmlForm.StartTag;
        var isSecondTag = second.Form == XmlForm.StartTag;
        if ((first.Form == XmlForm.EndTag) != (second.Form == XmlForm.EndTag))
            return new XmlComparison(XmlRelationKind.Disjoint, null);
        var common = new XmlIntersection(rules ?? XmlRuleRelations.Unknown).Intersect(
            isSecondTag && !isFirstTag ? AsTag(first) : first, isFirstTag && !isSecondTag ? AsTag(second) : second);
        if (common is null)
            return new XmlComparison(XmlRelationKind.Disjoint, null);
        var example = XmlExample.Write(common, namespaces);
        if (isFirstTag != isSecondTag)
            return new XmlComparison(isFirstTag ? XmlRelationKind.FirstBeginsSecond : XmlRelationKind.SecondBeginsFirst, example);
        var known = rules ?? XmlRuleRelations.Unknown;
        var isContained = new XmlContainment(known, firstIsWritten).IsContained(first, second);
        var kind = (isContained, new XmlContainment(known, isWritten: false).IsContained(second, first)) switch
        {
            (true, true) => XmlRelationKind.Equal,
            (true, false) => XmlRelationKind.FirstInSecond,
            (false, true) => XmlRelationKind.SecondInFirst,
            _ => XmlRelationKind.Overlapping,
        };
        return new XmlComparison(kind, example);
    }

    private static XmlPattern AsTag(XmlPattern pattern) =>
        pattern with { Form = XmlForm.StartTag, Children = [], Text = null, IsExtensible = false };
}
