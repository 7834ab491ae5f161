using System.Net.Security;

namespace ProtocolKit;

/// <summary>The one kind of TLS stream there is, made in one place. It knows how its peer is to be verified, and how that went.</summary>
internal sealed class TlsStream : SslStream
{
    private TlsStream(Stream raw, PeerPolicy policy, string? expectedName)
        : base(raw, leaveInnerStreamOpen: false)
    {
        Policy = policy;
        ExpectedName = expectedName;
    }

    /// <summary>How the peer is to be verified.</summary>
    public PeerPolicy Policy { get; }

    /// <summary>The name that its certificate must carry, or null if names do not matter.</summary>
    public string? ExpectedName { get; }

    /// <summary>The caller's own callback, asked last; or null.</summary>
    public RemoteCertificateValidationCallback? CallerCallback { get; set; }

    /// <summary>How the verification went.</summary>
    public PeerVerdict Peer { get; set; } = PeerVerdict.NotAsked;

    /// <summary>Wraps a connection in TLS: this is where plaintext ends.</summary>
    /// <param name="raw">The connection, of which nothing is left unread; owned by the result.</param>
    /// <param name="policy">How the peer is to be verified.</param>
    /// <param name="expectedName">The name that its certificate must carry, or null if names do not matter.</param>
    public static TlsStream Over(Stream raw, PeerPolicy policy, string? expectedName) => new(raw, policy, expectedName);
}
