using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Dialogues;

/// <summary>A connection whose octets come one by one.</summary>
internal sealed class SlowStream(Stream inner) : WrappedStream(inner)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.ReadAsync(buffer.Length == 0 ? buffer : buffer[..1], cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, Math.Min(count, 1));

    public override void Write(byte[] buffer, int offset, int count) => Inner.Write(buffer, offset, count);
}
