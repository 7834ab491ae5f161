using System.Net.Security;

namespace ProtocolKit;

/// <summary>The one kind of TLS stream there is, made in one place. It knows how its peer is to be verified, and how that went.</summary>
internal sealed class TlsStream : SslStream
{
    private readonly HelloStream? _hello;

    private TlsStream(Stream raw, PeerPolicy policy, string? expectedName, ServiceIdentity? identity, bool isImplicit)
        : base(raw, leaveInnerStreamOpen: false)
    {
        Policy = policy;
        ExpectedName = expectedName;
        Identity = identity;
        IsImplicit = isImplicit;
        _hello = raw as HelloStream;
    }

    /// <summary>How the peer is to be verified.</summary>
    public PeerPolicy Policy { get; }

    /// <summary>The name that its certificate must carry, or null if names do not matter.</summary>
    public string? ExpectedName { get; }

    /// <summary>Which other names of the peer count, or null.</summary>
    public ServiceIdentity? Identity { get; }

    /// <summary>Whether TLS started with the first octet.</summary>
    public bool IsImplicit { get; }

    /// <summary>The caller's own callback, asked last; or null.</summary>
    public RemoteCertificateValidationCallback? CallerCallback { get; set; }

    /// <summary>Whether the peer is not asked who it is. It may have a certificate nevertheless, from a session that was made where it was
    /// asked.</summary>
    public bool IsPeerAnyone { get; set; }

    /// <summary>Whether a handshake that succeeds without a verdict about the peer has gone wrong.</summary>
    public bool IsVerdictDue { get; set; }

    /// <summary>How the verification went.</summary>
    public PeerVerdict Peer { get; set; } = PeerVerdict.NotAsked;

    /// <summary>Whether the server resumed a session, and so showed the certificate of then.</summary>
    public bool IsResumed => _hello is { IsResumed: true };

    /// <summary>The first octets of what the server answered in place of TLS.</summary>
    public ReadOnlySpan<byte> Plaintext => _hello is null ? default : _hello.Plaintext;

    /// <summary>Wraps a connection to a server in TLS: this is where plaintext ends.</summary>
    /// <param name="raw">The connection, of which nothing is left unread; owned by the result.</param>
    /// <param name="policy">How the server is to be verified.</param>
    /// <param name="expectedName">The name that its certificate must carry.</param>
    /// <param name="identity">Which other names of its certificate count, or null.</param>
    /// <param name="isImplicit">Whether TLS starts with the first octet.</param>
    public static TlsStream ToServer(Stream raw, PeerPolicy policy, string expectedName, ServiceIdentity? identity, bool isImplicit) =>
        new(new HelloStream(raw), policy, expectedName, identity, isImplicit);

    /// <summary>Wraps a client's connection in TLS: this is where plaintext ends.</summary>
    /// <param name="raw">The connection, of which nothing is left unread; owned by the result.</param>
    /// <param name="policy">How the client is to be verified.</param>
    public static TlsStream ToClient(Stream raw, PeerPolicy policy) => new(raw, policy, expectedName: null, identity: null, isImplicit: false);
}
