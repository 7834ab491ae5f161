using ProtocolKit.Protocols;

namespace ProtocolKit.Fuzzing;

/// <summary>The protocols, in an order that inputs can refer to.</summary>
internal static class Catalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProtocolDefinition> All { get; } =
        [.. AllProtocols.Definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>Those of which packets carry TLS.</summary>
    public static IReadOnlyList<ProtocolDefinition> WithPackets { get; } = [.. All.Where(definition => definition.TlsPacketCapacity > 0)];

    /// <summary>The octet that chooses a protocol among all.</summary>
    public static byte NumberOf(ProtocolDefinition definition) => (byte)All.TakeWhile(other => other != definition).Count();
}
