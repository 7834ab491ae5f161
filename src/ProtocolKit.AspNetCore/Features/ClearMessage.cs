namespace ProtocolKit.AspNetCore;

/// <summary>A message that was said in the clear.</summary>
/// <param name="Name">Its name in the grammar, or its expression where it has no name.</param>
/// <param name="Octets">The whole message. What a client said is not authenticated, may be anything the grammar allows, and so may be a
/// password that should have waited for TLS.</param>
public readonly record struct ClearMessage(string Name, ReadOnlyMemory<byte> Octets)
{
    /// <summary>The name, and how many octets it has.</summary>
    public override string ToString() => $"{Name}: {Octets.Length} octets";
}
