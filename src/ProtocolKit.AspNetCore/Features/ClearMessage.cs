namespace ProtocolKit.AspNetCore;

/// <summary>A message that was said in the clear.</summary>
/// <param name="Name">Its name in the grammar, or its expression where it has no name.</param>
/// <param name="Octets">The whole message. What a client said is not authenticated, and may be anything the grammar allows.</param>
public readonly record struct ClearMessage(string Name, ReadOnlyMemory<byte> Octets)
{
    /// <summary>The name and the octets, escaped by <see cref="EscapedText"/>.</summary>
    public override string ToString() => $"{Name}: {EscapedText.Escape(Octets.Span)}";
}
