using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>A mail client as people write it by hand: it reads lines with the same <see cref="StreamReader"/> before TLS and inside,
/// takes any certificate and any reply that begins with a 2, and goes on without TLS where it is not offered.</summary>
internal static class NaiveSmtpClient
{
    public static async Task RunAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var wire = new ExchangeableStream(client.GetStream());
        using var reader = new StreamReader(wire, Encoding.ASCII);
        try
        {
            await ReadReplyAsync(reader);
            await SayAsync("EHLO client.example");
            var features = await ReadReplyAsync(reader);
            if (features.Contains("STARTTLS", StringComparison.Ordinal))
            {
                await SayAsync("STARTTLS");
                if (!(await ReadReplyAsync(reader)).StartsWith('2'))
                    return;
#pragma warning disable CA5359 // It is naive.
                var tls = new SslStream(wire.Inner, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
                await tls.AuthenticateAsClientAsync("localhost");
                wire.Inner = tls;
                await SayAsync("EHLO client.example");
                await ReadReplyAsync(reader);
            }

            await SayAsync("MAIL FROM:<someone@client.example>");
            await ReadReplyAsync(reader);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            // The server has gone.
        }

        async Task SayAsync(string line) => await wire.Inner.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
    }

    private static async Task<string> ReadReplyAsync(StreamReader reader)
    {
        var reply = new StringBuilder();
        string? line;
        do
        {
            line = await reader.ReadLineAsync() ?? throw new IOException("The server has closed the connection.");
            reply.AppendLine(line);
        }
        while (line.Length > 3 && line[3] == '-');
        return reply.ToString();
    }

    /// <summary>A stream behind which another one is put when TLS starts.</summary>
    private sealed class ExchangeableStream(Stream inner) : Stream
    {
        public Stream Inner { get; set; } = inner;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => Inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Inner.Write(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
