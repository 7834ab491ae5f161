namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>How a peer goes wrong that has been honest so far. Many peers share one.</summary>
internal sealed record PeerScript
{
    /// <summary>The number of its message in whose place it says something else.</summary>
    public int Turn { get; init; } = int.MaxValue;

    /// <summary>What it says there, before it falls silent.</summary>
    public byte[] InPlace { get; init; } = [];

    /// <summary>What it says there again and again, whenever it is listened to; or null.</summary>
    public byte[]? Again { get; init; }

    /// <summary>What it says where TLS should start, before it falls silent.</summary>
    public byte[] InPlaceOfTls { get; init; } = [];

    /// <summary>Whether it closes the connection where it would fall silent.</summary>
    public bool Closes { get; init; }
}
