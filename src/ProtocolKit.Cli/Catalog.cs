namespace ProtocolKit.Cli;

/// <summary>The protocols that the tool speaks.</summary>
internal sealed class Catalog(IReadOnlyList<ProtocolDefinition> definitions)
{
    /// <summary>All protocols of <c>grammars/</c>.</summary>
    public static Catalog All { get; } = new(Protocols.AllProtocols.Definitions);

    /// <summary>The protocols, by name.</summary>
    public IReadOnlyList<ProtocolDefinition> Definitions { get; } =
        [.. definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>The protocol of the user's own grammar, which a target need not name; null for none.</summary>
    public ProtocolDefinition? Own { get; private init; }

    /// <summary>The protocol of the user's own grammar, and no other.</summary>
    public static Catalog Of(ProtocolDefinition own) => new([own]) { Own = own };

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

    /// <summary>Finds the protocol of a URI scheme, or says which there are.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public ProtocolDefinition Require(string scheme, out bool implicitTls) => Find(scheme, out implicitTls)
        ?? throw new UsageException(
            $"There is no protocol '{scheme}'. There are: {string.Join(", ", Definitions.Select(definition => definition.Name))}. "
            + "With an s behind the name, TLS starts with the first octet.");

    /// <summary>The port of a protocol where the user names none.</summary>
    /// <exception cref="UsageException">It has none.</exception>
    public static int RequirePort(ProtocolDefinition protocol, bool implicitTls)
    {
        var ports = implicitTls ? protocol.TlsPorts : protocol.Ports;
        return ports.Count > 0
            ? ports[0]
            : throw new UsageException(
                $"{protocol.Name} has no port {(implicitTls ? "for TLS from the first octet" : "of its own")}: name one.");
    }

    private ProtocolDefinition? FindByName(string name) =>
        Definitions.FirstOrDefault(definition => definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
