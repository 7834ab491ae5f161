using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>How a client connects, and whom it trusts. The defaults: TLS 1.2 or 1.3 is required, the system's roots are trusted, and the
/// certificate must name the host.</summary>
/// <remarks>Make one and use it for many connections: what can be shared between them is kept in it. It must not be changed, nor the
/// collections in it, once it has been used. It may be used by many at a time.</remarks>
public sealed partial class UpgradeClientOptions
{
    /// <summary>Makes options with the defaults.</summary>
    public UpgradeClientOptions()
    {
    }

    /// <summary>Makes options like others, of which some may be set otherwise: <c>new(options) { Timeout = … }</c>.</summary>
    /// <param name="options">The others; what their connections share is not shared with them.</param>
    public UpgradeClientOptions(UpgradeClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Timeout = options.Timeout;
        MaxDialogueOctets = options.MaxDialogueOctets;
        ServerName = options.ServerName;
        AlternativeServerNames = options.AlternativeServerNames;
        ResolveCallback = options.ResolveCallback;
        ConnectCallback = options.ConnectCallback;
        ImplicitTls = options.ImplicitTls;
        EnabledSslProtocols = options.EnabledSslProtocols;
        CustomRoots = options.CustomRoots;
        CertificateChainPolicy = options.CertificateChainPolicy;
        RevocationMode = options.RevocationMode;
        PinnedPublicKeys = options.PinnedPublicKeys;
        TrustPinnedKeysAlone = options.TrustPinnedKeysAlone;
        PeerAssociations = options.PeerAssociations;
        ClientCertificates = options.ClientCertificates;
        ClientCertificateContext = options.ClientCertificateContext;
        AllowTlsResume = options.AllowTlsResume;
        KeepPeerChain = options.KeepPeerChain;
        ConfigureTls = options.ConfigureTls;
        Observer = options.Observer;
        LoggerFactory = options.LoggerFactory;
        TimeProvider = options.TimeProvider;
    }

    /// <summary>What holds where the caller says nothing.</summary>
    public static UpgradeClientOptions Default { get; } = new();

    /// <summary>How long all of it may take, from the look-up of the name to the end of the dialogue inside TLS; 30 seconds unless
    /// set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or over 24 days.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = Deadline.Check(value);
    } = TimeSpan.FromSeconds(30);

    /// <summary>How many octets of the dialogue the peer may send in the clear, and again inside TLS; 64 KiB unless set, and never less
    /// than one message of the protocol may have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int MaxDialogueOctets
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 64 * 1024;

    /// <summary>The name that is asked for (SNI) and that the certificate must carry, in place of the host that is connected to; or
    /// null.</summary>
    public string? ServerName { get; init; }

    /// <summary>Further names, of which the certificate may carry one in place of <see cref="ServerName"/>: where a service is known by
    /// its domain and by its host, and both are to be trusted (RFC 7672, section 3.2.2; RFC 7673, section 4.2). Empty: none.</summary>
    /// <exception cref="ArgumentException">One is neither a host name nor an IP address.</exception>
    public IReadOnlyList<string> AlternativeServerNames
    {
        get;
        init => field = [.. value.Select(name => HostNames.ForTls(name, nameof(value)))];
    } = [];

    /// <summary>Looks up the addresses of the host, in place of the system, best first; or null. It is not asked about a host that is an
    /// address, nor with a <see cref="ConnectCallback"/> that does not ask for it. Where there are none, the outcome is
    /// <see cref="UpgradeOutcome.Unreachable"/>.</summary>
    public Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>>? ResolveCallback { get; init; }

    /// <summary>Makes the connection, in place of the look-up of the host and TCP: through a proxy, from a local address, over a Unix
    /// socket; or null. What it returns is owned by the upgrade.</summary>
    /// <remarks>It may take as long as <see cref="Timeout"/> leaves. Where it throws a <see cref="SocketException"/> or an
    /// <see cref="IOException"/>, the outcome is <see cref="UpgradeOutcome.Unreachable"/>; an <see cref="UpgradeException"/> is passed on
    /// as it is.</remarks>
    public Func<UpgradeConnectContext, CancellationToken, ValueTask<Stream>>? ConnectCallback { get; init; }

    /// <summary>Whether TLS starts with the first octet, as on <see cref="ProtocolDefinition.TlsPorts"/>.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>The TLS versions; 1.2 and 1.3 unless set. Where packets of the protocol carry the handshake, 1.2 is used unless 1.3 alone
    /// is set.</summary>
    /// <exception cref="ArgumentException">There is an older one among them, or none (RFC 8996).</exception>
    public SslProtocols EnabledSslProtocols
    {
        get;
        init => field = TlsVersions.Check(value);
    } = TlsVersions.Default;

    /// <summary>The roots that are trusted in place of the system's, or null.</summary>
    public X509Certificate2Collection? CustomRoots { get; init; }

    /// <summary>How the chain is built, in place of what <see cref="CustomRoots"/> and <see cref="RevocationMode"/> say; or null.</summary>
    /// <remarks>Which purpose a certificate must have is added to what it demands
    /// (<see cref="X509ChainPolicy.ApplicationPolicy"/>).</remarks>
    /// <exception cref="ArgumentException">It overlooks faults (<see cref="X509ChainPolicy.VerificationFlags"/>) other than an unknown
    /// state of revocation, or sets another time than now (<see cref="X509ChainPolicy.VerificationTime"/>).</exception>
    public X509ChainPolicy? CertificateChainPolicy
    {
        get;
        init => field = ChainPolicies.Check(value);
    }

    /// <summary>Whether it is looked up that no certificate was revoked; it is not unless set.</summary>
    public X509RevocationMode RevocationMode { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>The public keys of which one must be in the verified chain, besides all that is verified anyway. Empty: any.</summary>
    public IReadOnlyList<PublicKeyPin> PinnedPublicKeys { get; init; } = [];

    /// <summary>Whether a server with one of the <see cref="PinnedPublicKeys"/> in its own certificate is trusted for that alone,
    /// whatever its chain, dates and names are (as with a <c>3 1 1</c> record of RFC 7671, section 5.1). Without pins it has no
    /// effect.</summary>
    public bool TrustPinnedKeysAlone { get; init; }

    /// <summary>What DNSSEC says of the server's certificate (DANE; RFC 7671), in place of the roots: it must be one of these, or depend on
    /// one of these. Empty: nothing, and the roots decide. <see cref="PinnedPublicKeys"/> are demanded besides.</summary>
    /// <remarks>They must come from a look-up that DNSSEC has authenticated. A server certificate that is meant itself is not asked for its
    /// names and dates; one that depends on an authority is. Of those that differ in the digest alone, the strongest count (RFC 7671,
    /// section 9).</remarks>
    public IReadOnlyList<CertificateAssociation> PeerAssociations { get; init; } = [];

    /// <summary>The client's own certificates, or null.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>The client's own certificate with its chain, or null; goes before <see cref="ClientCertificates"/>.</summary>
    public SslStreamCertificateContext? ClientCertificateContext { get; init; }

    /// <summary>Whether sessions are resumed. It is so unless set.</summary>
    /// <remarks>A session is verified anew each time, with the certificate that the server had when it was made. Where that will not do,
    /// the server may have another one by now: no session with it is resumed for a week, and where the connection was made by
    /// <see cref="UpgradeClient"/>, another one is tried once.</remarks>
    public bool AllowTlsResume { get; init; } = true;

    /// <summary>Whether <see cref="TlsInfo.PeerChain"/> is filled, at some 300 octets of memory a certificate; not unless set. A failure
    /// always tells the chain.</summary>
    public bool KeepPeerChain { get; init; }

    /// <summary>Changes what is passed to <see cref="SslStream"/>, once for every connection; or null.</summary>
    /// <remarks>
    /// It cannot weaken the verification: the target host, the ban on renegotiation and the demand for encryption are put back, TLS
    /// versions before 1.2 and chain policies that overlook faults are errors, and a
    /// <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/> that it sets is asked last, about a peer that
    /// has passed everything else: it can refuse, and cannot accept.
    /// </remarks>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>Sees the dialogue, or null.</summary>
    public UpgradeObserver? Observer { get; init; }

    /// <summary>Takes the log, in the category <c>ProtocolKit.Client</c>, and the dialogue up to TLS at the level
    /// <see cref="LogLevel.Trace"/> in the category <c>ProtocolKit.Wire</c> (<see cref="WireLog"/>); or null.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Measures the time; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
