using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What the emitted writer of an XML message takes from its surroundings.</summary>
public sealed class XmlSentenceOptions
{
    /// <summary>The namespaces of the grammar.</summary>
    public required XmlNamespaceTable Namespaces { get; init; }

    /// <summary>Gives the C# expression, of type <c>ReadOnlySpan&lt;byte&gt;</c>, for the octets that an expression of the grammar stands
    /// for where it is written: a label (the parameter or fresh value of its name), <c>$name</c>, or a rule. Null if nothing determines
    /// them.</summary>
    public required Func<ExpressionSyntax, string?> ResolveValue { get; init; }

    /// <summary>Gives the C# expression of what <c>foreach</c> enumerates for a list parameter; null if the name is no list. Within the
    /// loop
    /// <see cref="ResolveValue"/> is asked for the same name: the loop's variable is <c>value</c>.</summary>
    public Func<string, string?> ResolveList { get; init; } = _ => null;

    /// <summary>Takes what is wrong: PK040 where something is undetermined.</summary>
    public required Action<GrammarDiagnosticDescriptor, string, TextSpan> Report { get; init; }

    /// <summary>The C# expression of the <c>OctetWriter</c>.</summary>
    public string Writer { get; init; } = "writer";
}

/// <summary>Emits what writes an XML message.</summary>
/// <remarks>
/// Written is the shortest sentence: options are left out, repetitions are at their least. A start tag is preceded by an XML declaration
/// and declares the default namespace of the head and the prefix of its own name; messages in such a stream rely on them. Any other
/// namespace is declared as the default one where an element needs it, without a prefix. Attributes stand in single quotes, values are
/// escaped.
/// </remarks>
public static class XmlSentenceEmitter
{
    /// <summary>Emits the statements that write an element or tag.</summary>
    /// <param name="code">Takes the statements; incomplete if something has been reported.</param>
    /// <param name="element">The rule, or its text below <c>says</c>; rules and calls in it are expanded, but for values.</param>
    /// <param name="options">What it takes from its surroundings.</param>
    /// <returns>Whether nothing has been reported.</returns>
    public static bool EmitWrite(CodeWriter code, XmlElementSyntax element, XmlSentenceOptions options)
    {
        var sentence = new XmlSentenceWriter(code, options);
        sentence.Write(element);
        return sentence.IsSound;
    }
}
