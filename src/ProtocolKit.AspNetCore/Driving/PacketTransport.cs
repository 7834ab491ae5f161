using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore;

/// <summary>A connection's transport with a <see cref="PacketStream"/> below TLS.</summary>
internal sealed class PacketTransport : IDuplexPipe, IDisposable
{
    private readonly PacketStream _packets;

    private PacketTransport(PacketStream packets)
    {
        _packets = packets;
        Input = PipeReader.Create(packets, new StreamPipeReaderOptions(leaveOpen: true));
        Output = PipeWriter.Create(packets, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Puts packets between a connection of Kestrel's and its TLS.</summary>
    /// <param name="connection">The connection, whose transport is replaced.</param>
    /// <param name="machine">The machine that has started TLS.</param>
    public static PacketTransport Put(ConnectionContext connection, UpgradeMachine machine)
    {
        var transport = new PacketTransport(
            new PacketStream(new TransportStream(connection.Transport), machine.Protocol, machine.MaxMessageOctets));
        connection.Transport = transport;
        return transport;
    }

    /// <summary>From now on, the records that are written stand alone.</summary>
    public void EndHandshake() => _packets.EndHandshake();

    /// <summary>Gives the buffers back. The connection itself is Kestrel's.</summary>
    public void Dispose()
    {
        Input.Complete();
        Output.Complete();
    }

    /// <summary>A connection's pipes as a stream.</summary>
    private sealed class TransportStream(IDuplexPipe pipes) : ForwardingStream(pipes.Input.AsStream(leaveOpen: true))
    {
        private readonly Stream _output = pipes.Output.AsStream(leaveOpen: true);

        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => _output.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _output.WriteAsync(buffer, cancellationToken);

        public override void Flush() => _output.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);
    }
}
