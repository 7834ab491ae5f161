namespace ProtocolKit;

/// <summary>A stream of which some octets were read ahead: they come first.</summary>
internal sealed class ReadAheadStream(byte[] ahead, Stream inner) : ForwardingStream(inner)
{
    private ReadOnlyMemory<byte> _ahead = ahead;

    public override int Read(Span<byte> buffer) => _ahead.IsEmpty ? Inner.Read(buffer) : TakeAhead(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _ahead.IsEmpty ? Inner.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(TakeAhead(buffer.Span));

    private int TakeAhead(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _ahead.Length);
        _ahead.Span[..taken].CopyTo(buffer);
        _ahead = _ahead[taken..];
        return taken;
    }
}
