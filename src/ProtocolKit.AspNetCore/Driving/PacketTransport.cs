using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore;

/// <summary>Puts a <see cref="PacketStream"/> between a connection of Kestrel's and its TLS.</summary>
internal static class PacketTransport
{
    /// <summary>Replaces the connection's transport.</summary>
    /// <param name="connection">The connection, of which nothing is read or written elsewhere from now on.</param>
    /// <param name="machine">The machine that has started TLS.</param>
    public static PacketStream Put(ConnectionContext connection, UpgradeMachine machine)
    {
        var packets = new PacketStream(new TransportStream(connection.Transport), machine.Protocol, machine.MaxMessageOctets);
        connection.Transport = new Pipes(PipeReader.Create(packets), PipeWriter.Create(packets));
        return packets;
    }

    private sealed class Pipes(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    /// <summary>A connection's pipes as a stream. Closing it completes both.</summary>
    private sealed class TransportStream(IDuplexPipe pipes) : ForwardingStream(pipes.Input.AsStream())
    {
        private readonly Stream _output = pipes.Output.AsStream();

        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => _output.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _output.WriteAsync(buffer, cancellationToken);

        public override void Flush() => _output.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            await _output.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _output.Dispose();
            base.Dispose(disposing);
        }
    }
}
