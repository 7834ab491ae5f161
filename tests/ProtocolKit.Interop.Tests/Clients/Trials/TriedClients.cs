namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <summary>The clients that the generated servers are tried with.</summary>
internal static partial class TriedClients
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TriedClient> All { get; } = [.. Libraries, .. Tools];

    /// <summary>Gets one of them.</summary>
    public static TriedClient Find(string name, string protocol) =>
        All.Single(client => client.Name == name && client.Protocol == protocol);
}
