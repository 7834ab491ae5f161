using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>What surrounds an element in its grammar.</summary>
public sealed class XmlContext
{
    /// <summary>The namespaces of the head.</summary>
    public required XmlNamespaceTable Namespaces { get; init; }

    /// <summary>Resolves a rule for a value: any expression that stands for an attribute's value or a text, but literals and <c>$name</c>.
    /// Null if it is none; then it has been reported.</summary>
    public required Func<ExpressionSyntax, XmlRule?> ResolveRule { get; init; }

    /// <summary>Resolves the shape of what <c>$name</c> repeats. Null if there is no such value; then it has been reported.</summary>
    public required Func<ValueReferenceSyntax, XmlRule?> ResolveValue { get; init; }

    /// <summary>Takes what is wrong.</summary>
    public required Action<GrammarDiagnosticDescriptor, string, TextSpan> Report { get; init; }

    /// <summary>The limit on the turns of a repetition.</summary>
    public int MaxItems { get; init; } = 100;

    /// <summary>The limit on nested elements.</summary>
    public int MaxDepth { get; init; } = 8;
}
