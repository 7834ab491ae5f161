using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Turns an element of a grammar into a pattern.</summary>
public static class XmlPatternBuilder
{
    /// <summary>Builds the pattern of a message.</summary>
    /// <param name="element">The element, with rules and calls expanded: what refers to a rule in it is a value or a text.</param>
    /// <param name="context">What surrounds it.</param>
    /// <returns>The pattern, or null if something has been reported.</returns>
    public static XmlPattern? Build(XmlElementSyntax element, XmlContext context) => throw new NotImplementedException();
}
