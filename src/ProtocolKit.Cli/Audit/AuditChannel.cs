using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary>A connection of an audit, in the clear and then inside TLS. Whatever certificate the peer has is taken: nothing secret is
/// said.</summary>
/// <param name="socket">The connection; owned by this object.</param>
/// <param name="deadline">Ends all that is waited for.</param>
internal sealed class AuditChannel(Socket socket, CancellationToken deadline) : IAsyncDisposable
{
    private const int MostOctets = 256 * 1024;

    private readonly NetworkStream _network = new(socket, ownsSocket: true);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private SslStream? _tls;
    private Task<int>? _reading;
    private byte[] _unread = [];

    /// <summary>Whether the peer has ended the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the peer has broken it off, in place of closing it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What was read and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _unread;

    /// <summary>The TLS stream, once the handshake is done.</summary>
    public SslStream? Tls => _tls;

    /// <summary>Ends all that is waited for.</summary>
    public CancellationToken Deadline => deadline;

    private Stream Stream => _tls ?? (Stream)_network;

    /// <summary>Connects to a server.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    public static async Task<AuditChannel> ConnectAsync(ProbeTarget server, CancellationToken deadline)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, deadline).ConfigureAwait(false);
            return new AuditChannel(socket, deadline);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Writes octets in segments of their own. A peer that has gone is noticed by reading.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> octets)
    {
        try
        {
            await Stream.WriteAsync(octets, deadline).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or OperationCanceledException)
        {
            HasEnded = true;
        }
    }

    /// <summary>Forgets octets that were read.</summary>
    public void Consume(int octets) => _unread = _unread[octets..];

    /// <summary>Reads what comes next.</summary>
    /// <param name="patience">How long it is waited for; null for the deadline.</param>
    /// <returns>Whether something came in time.</returns>
    public async Task<bool> ReadAsync(TimeSpan? patience = null)
    {
        if (HasEnded || _unread.Length > MostOctets)
            return false;
        try
        {
            _reading ??= Stream.ReadAsync(_buffer, deadline).AsTask();
            if (patience is { } limit)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(deadline);
                var first = await Task.WhenAny(_reading, Task.Delay(limit, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                if (first != _reading)
                    return false;
            }

            var count = await _reading.ConfigureAwait(false);
            _reading = null;
            HasEnded = count == 0;
            _unread = [.. _unread, .. _buffer.AsSpan(0, count)];
            return count > 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or AuthenticationException)
        {
            HasEnded = IsBroken = true;
            return false;
        }
    }

    /// <summary>Reads until nothing comes any more.</summary>
    /// <param name="patience">How long something is waited for.</param>
    /// <returns>All that was read and not consumed.</returns>
    public async Task<byte[]> ReadUntilQuietAsync(TimeSpan patience)
    {
        var more = patience < MostBetween ? patience : MostBetween;
        while (await ReadAsync(_unread.Length == 0 ? patience : more).ConfigureAwait(false))
        {
        }

        return _unread;
    }

    /// <summary>How long is waited for more where something has come.</summary>
    private static TimeSpan MostBetween => TimeSpan.FromMilliseconds(300);

    /// <summary>Does what a machine says until it has nothing more to send or to receive, or nothing comes any more.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="say">Writes what the machine says; null to write it as it is.</param>
    /// <param name="patience">How long an answer is waited for; null for the deadline.</param>
    /// <param name="until">Ends it earlier, or null.</param>
    /// <returns>Whether it came to an end; false if nothing came in time.</returns>
    public async Task<bool> DriveAsync(
        UpgradeMachine machine, Func<byte[], Task>? say = null, TimeSpan? patience = null, Func<bool>? until = null)
    {
        while (machine.NextAction is UpgradeAction.Receive or UpgradeAction.Send && until?.Invoke() != true)
        {
            if (machine.NextAction == UpgradeAction.Send && (_unread.Length == 0 || !machine.NothingMayBeUnread))
            {
                await (say ?? (octets => WriteAsync(octets)))(MachineText.Of(machine)).ConfigureAwait(false);
            }
            else if (Advance(machine) is not OperationStatus.NeedMoreData)
            {
                continue;
            }
            else if (machine.MayAsk && _unread.Length == 0 && !HasEnded)
            {
                if (!await ReadAsync(AskAfter).ConfigureAwait(false) && !HasEnded)
                    machine.AskForMessage();
            }
            else if (_unread.Length > machine.MaxMessageOctets)
            {
                machine.Abandon(UpgradeOutcome.Violation, _unread);
            }
            else if (!await ReadAsync(patience).ConfigureAwait(false))
            {
                if (!HasEnded)
                    return false;
                machine.EndOfStream(_unread);
            }
        }

        return true;
    }

    /// <summary>Does the handshake as the client.</summary>
    /// <returns>Why it failed, or null.</returns>
    public async Task<string?> StartTlsAsync(AuditTarget target, SslProtocols versions, bool inPackets)
    {
        var packets = inPackets ? new PacketStream(_network, target.Protocol, MostOctets) : null;
        var tls = new SslStream(packets ?? (Stream)_network);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = target.ServerName,
            EnabledSslProtocols = versions,
            AllowTlsResume = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ApplicationProtocols = target.Protocol.Alpn is { } alpn ? [new SslApplicationProtocol(alpn)] : null,
#pragma warning disable CA5359 // It is looked at how the server does TLS; the certificate is judged by a probe of its own.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, deadline).ConfigureAwait(false);
            packets?.EndHandshake();
            _tls = tls;
            return null;
        }
        catch (Exception failure) when (IsOfPeer(failure))
        {
            return await FailAsync(tls, failure).ConfigureAwait(false);
        }
    }

    /// <summary>Does the handshake as a server.</summary>
    /// <returns>Why it failed, or null.</returns>
    public async Task<string?> AcceptTlsAsync(ProtocolDefinition protocol, SslStreamCertificateContext certificate, bool inPackets)
    {
        Stream raw = _unread.Length == 0 ? _network : new ReadAheadStream(_unread, _network);
        _unread = [];
        var packets = inPackets ? new PacketStream(raw, protocol, MostOctets) : null;
        var tls = new SslStream(packets ?? raw);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            ApplicationProtocols = protocol.Alpn is { } alpn ? [new SslApplicationProtocol(alpn)] : null,
        };
        try
        {
            await tls.AuthenticateAsServerAsync(options, deadline).ConfigureAwait(false);
            packets?.EndHandshake();
            _tls = tls;
            return null;
        }
        catch (Exception failure) when (IsOfPeer(failure))
        {
            return await FailAsync(tls, failure).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_tls is not null)
            await _tls.DisposeAsync().ConfigureAwait(false);
        await _network.DisposeAsync().ConfigureAwait(false);
        if (_reading is not null)
            await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsOfPeer(Exception failure) =>
        failure is AuthenticationException or IOException or InvalidOperationException or OperationCanceledException;

    private async Task<string> FailAsync(SslStream tls, Exception failure)
    {
        await tls.DisposeAsync().ConfigureAwait(false);
        HasEnded = true;
        return failure is OperationCanceledException ? "it took too long"
            : PeerText.Escape((failure.InnerException ?? failure).Message.TrimEnd('.'));
    }

    private static TimeSpan AskAfter => TimeSpan.FromSeconds(1);

    private OperationStatus Advance(UpgradeMachine machine)
    {
        if (_unread.Length == 0)
            return OperationStatus.NeedMoreData;
        var status = machine.NextAction == UpgradeAction.Send
            ? machine.ReceiveUnasked(_unread, out var consumed)
            : machine.Receive(_unread, out consumed);
        Consume(consumed);
        return status;
    }
}
