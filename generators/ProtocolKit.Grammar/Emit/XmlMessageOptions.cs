using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The names and limits that the code of an XML message is written with.</summary>
public sealed record XmlMessageOptions
{
    /// <summary>The namespaces of the grammar.</summary>
    public required XmlNamespaceTable Namespaces { get; init; }

    /// <summary>The generated type that <see cref="XmlMessageEmitter.EmitNamespaces"/> gives, as the message's code names it.</summary>
    public string NamespacesType { get; init; } = "XmlNames";

    /// <summary>The type of the bindings.</summary>
    public string BindingsType { get; init; } = "Bindings";

    /// <summary>Gives the condition under which an octet span equals <c>$name</c>: takes the name and a C# expression of type
    /// <c>ReadOnlySpan&lt;byte&gt;</c>, and may use the parameter <c>bindings</c>.</summary>
    public Func<string, string, string> EqualsEarlier { get; init; } =
        (name, octets) => $"{octets}.SequenceEqual(bindings.{XmlMessageEmitter.MemberName(name)})";

    /// <summary>The statement for a message that is one of the pattern, but for a value that is not <c>$name</c>: it leaves <c>Scan</c>.</summary>
    public string WrongValueStatement { get; init; } = "return OperationStatus.InvalidData;";

    /// <summary>The limit on the octets of a message.</summary>
    public int MaxOctets { get; init; } = 8192;

    /// <summary>The limit on nested elements, the message's own included.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>The C# expression for the octets of a message, where its members are read.</summary>
    public string Octets { get; init; } = "_octets";

    /// <summary>The C# expression for the registers of its cursor, where its members are read.</summary>
    public string Registers { get; init; } = "_registers";

    /// <summary>The C# expression for the <c>XmlNamespaceScope</c> around it, where its members are read; passed by reference.</summary>
    public string Scope { get; init; } = "_namespaces";
}
