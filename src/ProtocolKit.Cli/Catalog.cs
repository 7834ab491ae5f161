namespace ProtocolKit.Cli;

/// <summary>The protocols that the tool speaks.</summary>
internal sealed class Catalog(IReadOnlyList<ProtocolDefinition> definitions)
{
    /// <summary>All protocols of <c>grammars/</c>.</summary>
    public static Catalog All { get; } = new(Protocols.AllProtocols.Definitions);

    /// <summary>The protocols, by name.</summary>
    public IReadOnlyList<ProtocolDefinition> Definitions { get; } =
        [.. definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>Finds the protocol of a URI scheme.</summary>
    /// <param name="scheme">A protocol's name; with an <c>s</c> behind it, TLS starts with the first octet.</param>
    /// <param name="implicitTls">Whether TLS starts with the first octet.</param>
    /// <returns>The protocol, or null.</returns>
    public ProtocolDefinition? Find(string scheme, out bool implicitTls)
    {
        implicitTls = false;
        if (FindByName(scheme) is { } exact)
            return exact;
        implicitTls = scheme.EndsWith('s') || scheme.EndsWith('S');
        return implicitTls ? FindByName(scheme[..^1]) : null;
    }

    private ProtocolDefinition? FindByName(string name) =>
        Definitions.FirstOrDefault(definition => definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
