using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What the emitted writer of an XML message takes from its surroundings.</summary>
public sealed class XmlSentenceOptions
{
    /// <summary>The namespaces of the grammar.</summary>
    public required XmlNamespaceTable Namespaces { get; init; }

    /// <summary>Gives the C# expression, of type <c>ReadOnlySpan&lt;byte&gt;</c>, for the octets that an expression of the grammar stands for where it is
    /// written: a label (the parameter or fresh value of its name), <c>$name</c>, or a rule. Null if nothing determines them.</summary>
    public required Func<ExpressionSyntax, string?> ResolveValue { get; init; }

    /// <summary>Gives the C# expression of what <c>foreach</c> enumerates for a list parameter, each of type <c>ReadOnlySpan&lt;byte&gt;</c>; null if the name is no list.</summary>
    public Func<string, string?> ResolveList { get; init; } = _ => null;

    /// <summary>Takes what is wrong: PK040 where something is undetermined.</summary>
    public required Action<GrammarDiagnosticDescriptor, string, TextSpan> Report { get; init; }

    /// <summary>The C# expression of the writer, which has a method <c>Write(ReadOnlySpan&lt;byte&gt;)</c>.</summary>
    public string Writer { get; init; } = "writer";
}

/// <summary>Writes the C# that says an XML message.</summary>
public static class XmlSentenceEmitter
{
    /// <summary>Emits the statements that write the shortest sentence of an element: options are left out, repetitions are at their least.</summary>
    /// <param name="element">The rule, or its text below <c>says</c>; rules and calls in it are expanded, but for values.</param>
    /// <param name="options">What it takes from its surroundings.</param>
    /// <returns>The statements, one a line; null if something has been reported.</returns>
    public static string? EmitWrite(XmlElementSyntax element, XmlSentenceOptions options) => throw new NotImplementedException();
}
