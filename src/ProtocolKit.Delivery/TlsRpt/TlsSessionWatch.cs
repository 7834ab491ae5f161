using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ProtocolKit;

/// <summary>Sees what reports tell of a connection: its addresses, and what the server calls itself.</summary>
internal sealed class TlsSessionWatch(UpgradeObserver? next) : UpgradeObserver
{
    private const int MaxName = 255;

    public string? LocalAddress { get; private set; }

    public string? RemoteAddress { get; private set; }

    /// <summary>The name in the server's answer to EHLO.</summary>
    public string? Name { get; private set; }

    /// <summary>Connects as options say, and looks on.</summary>
    public UpgradeClientOptions Over(UpgradeClientOptions options) => new(options)
    {
        Observer = this,
        ConnectCallback = async (context, token) =>
        {
            var stream = options.ConnectCallback is { } connect
                ? await connect(context, token).ConfigureAwait(false)
                : await context.ConnectAsync(token).ConfigureAwait(false);
            if (stream is NetworkStream { Socket: var socket })
                (LocalAddress, RemoteAddress) = (Show(socket.LocalEndPoint), Show(socket.RemoteEndPoint));
            return stream;
        },
    };

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        if (message == "features")
            Name ??= NameIn(octets);
        next?.OnReceived(machine, message, octets);
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
        next?.OnSent(machine, message, octets);

    public override void OnStartTls(UpgradeMachine machine) => next?.OnStartTls(machine);

    public override void OnTlsEstablished(UpgradeMachine machine) => next?.OnTlsEstablished(machine);

    public override void OnTlsNegotiated(UpgradeMachine machine, SslProtocols version, TlsCipherSuite suite) =>
        next?.OnTlsNegotiated(machine, version, suite);

    public override void OnFailed(UpgradeMachine machine) => next?.OnFailed(machine);

    // The first word behind "250-" or "250 ".
    private static string? NameIn(ReadOnlySpan<byte> reply)
    {
        var words = reply[Math.Min(4, reply.Length)..].TrimStart((byte)' ');
        var end = words.IndexOfAny(" \t\r\n"u8);
        var name = end < 0 ? words : words[..end];
        return name.IsEmpty || name.Length > MaxName || !Ascii.IsValid(name) ? null : EscapedText.Escape(name);
    }

    private static string? Show(EndPoint? end) => end is IPEndPoint { Address: var address }
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
