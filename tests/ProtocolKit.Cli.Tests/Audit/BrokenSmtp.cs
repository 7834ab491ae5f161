using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>A mail server as people write it by hand, with faults to choose.</summary>
internal sealed record BrokenSmtp
{
    /// <summary>Whether what was read before TLS and not used is read inside.</summary>
    public bool KeepsBuffer { get; init; }

    /// <summary>Whether what was read before TLS is only used when something has been read inside.</summary>
    public bool ReadsBeforeItLooks { get; init; }

    /// <summary>Whether the name of the client's first greeting is remembered.</summary>
    public bool KeepsName { get; init; }

    /// <summary>Whether a client that has greeted before TLS may not do so again.</summary>
    public bool KeepsGreeted { get; init; }

    /// <summary>Whether TLS is offered, and started, inside TLS.</summary>
    public bool OffersInside { get; init; }

    /// <summary>Whether a login is offered before TLS.</summary>
    public bool OffersLogin { get; init; }

    public TestServer Start() => TestServer.Running(ServeAsync);

    private async Task ServeAsync(NetworkStream network, CancellationToken stop)
    {
        Stream stream = network;
        var buffer = "";
        var name = "";
        var isTls = false;
        var mustRead = false;
        await SayAsync("220 mail.example ESMTP\r\n");
        while (await ReadLineAsync() is { } line)
        {
            if (line.StartsWith("EHLO ", StringComparison.Ordinal))
            {
                if (KeepsGreeted && isTls && name.Length > 0)
                {
                    await SayAsync("503 You have said hello already\r\n");
                    continue;
                }

                name = KeepsName && name.Length > 0 ? name : line[5..];
                var login = isTls || OffersLogin ? "250-AUTH PLAIN LOGIN\r\n" : "";
                await SayAsync($"250-mail.example Hello {name}\r\n{login}{(isTls && !OffersInside ? "250 HELP" : "250 STARTTLS")}\r\n");
            }
            else if (line == "STARTTLS" && !isTls)
            {
                await SayAsync("220 Go ahead\r\n");
                var tls = new SslStream(network);
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid }, stop);
                (stream, isTls, mustRead) = (tls, true, ReadsBeforeItLooks);
                if (!KeepsBuffer)
                    buffer = "";
            }
            else
            {
                await SayAsync(line == "STARTTLS" ? OffersInside ? "220 Go ahead\r\n" : "503 TLS is active\r\n" : "500 What?\r\n");
            }
        }

        async Task SayAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);

        async Task<string?> ReadLineAsync()
        {
            var octets = new byte[1024];
            while (mustRead || !buffer.Contains('\n', StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(octets, stop);
                if (count == 0)
                    return null;
                buffer += Encoding.Latin1.GetString(octets, 0, count);
                mustRead = false;
            }

            var end = buffer.IndexOf('\n', StringComparison.Ordinal);
            var line = buffer[..end].TrimEnd('\r');
            buffer = buffer[(end + 1)..];
            return line;
        }
    }
}
