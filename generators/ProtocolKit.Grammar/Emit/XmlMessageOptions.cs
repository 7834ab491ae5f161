using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The names and limits that the code of an XML message is written with.</summary>
public sealed record XmlMessageOptions
{
    /// <summary>The namespaces of the grammar.</summary>
    public required XmlNamespaceTable Namespaces { get; init; }

    /// <summary>The numbers of those that are read.</summary>
    public required IReadOnlyCollection<int> ReadNamespaces { get; init; }

    /// <summary>The type that <see cref="XmlMessageEmitter.EmitNamespaces"/> emits.</summary>
    public string NamespacesType { get; init; } = "XmlNames";

    /// <summary>The type of the bindings.</summary>
    public string BindingsType { get; init; } = "Bindings";

    /// <summary>Gives the C# condition under which a value equals <c>$name</c>: takes the name and an expression of type
    /// <c>XmlValue</c>, and may use the parameter <c>bindings</c>.</summary>
    public Func<string, string, string> EqualsEarlier { get; init; } =
        (name, value) => $"{value}.SequenceEqual(bindings.{CSharpNames.Pascal(name)}.AsSpan())";

    /// <summary>Gives the name of the field of <c>$name</c> in the bindings.</summary>
    public Func<string, string> FieldOf { get; init; } = CSharpNames.Pascal;

    /// <summary>Gives what the registers of a label are named after.</summary>
    public Func<string, string> StemOf { get; init; } = CSharpNames.Pascal;

    /// <summary>The name of the constant for the number of a namespace.</summary>
    /// <param name="prefix">Its prefix; null for the default one.</param>
    internal string ConstantOf(string? prefix)
    {
        if (_constants.Count == 0)
        {
            var scope = new NameScope();
            foreach (var entry in Namespaces.Entries.DistinctBy(entry => entry.Prefix))
                _constants.Add(
                    entry.Prefix ?? "", scope.Take((entry.Prefix is null ? "Unprefixed" : CSharpNames.Pascal(entry.Prefix)) + "Id"));
        }

        return _constants[prefix ?? ""];
    }

    private readonly Dictionary<string, string> _constants = [];

    /// <summary>The names of the members of the message's type.</summary>
    public NameScope Members { get; init; } = new();

    /// <summary>The limit on the octets of a message.</summary>
    public int MaxOctets { get; init; } = 8192;

    /// <summary>The limit on nested elements, the message's own included.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>Gives the name of the property for the value of a label as it was written.</summary>
    public Func<string, string> WrittenOf { get; init; } = label => "Written" + CSharpNames.Pascal(label);
}
