using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>How a server upgrades the connections that it has accepted. One of <see cref="Certificate"/>,
/// <see cref="CertificateContext"/> and
/// <see cref="SelectTlsOptions"/> must be set.</summary>
/// <remarks>Make one and use it for many connections: what can be shared between them is kept in it. It must not be changed, nor the
/// collections in it, once it has been used. It may be used by many at a time.</remarks>
public sealed partial class UpgradeServerOptions
{
    /// <summary>Makes options with the defaults.</summary>
    public UpgradeServerOptions()
    {
    }

    /// <summary>Makes options like others, of which some may be set otherwise: <c>new(options) { Timeout = … }</c>.</summary>
    /// <param name="options">The others; what their connections share is not shared with them.</param>
    public UpgradeServerOptions(UpgradeServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Certificate = options.Certificate;
        CertificateContext = options.CertificateContext;
        SelectTlsOptions = options.SelectTlsOptions;
        Timeout = options.Timeout;
        MaxDialogueOctets = options.MaxDialogueOctets;
        ImplicitTls = options.ImplicitTls;
        AnswerInsideTls = options.AnswerInsideTls;
        Refusal = options.Refusal;
        EnabledSslProtocols = options.EnabledSslProtocols;
        ClientCertificates = options.ClientCertificates;
        ClientRoots = options.ClientRoots;
        ClientChainPolicy = options.ClientChainPolicy;
        RevocationMode = options.RevocationMode;
        AllowTlsResume = options.AllowTlsResume;
        KeepPeerChain = options.KeepPeerChain;
        ConfigureTls = options.ConfigureTls;
        Observer = options.Observer;
        LoggerFactory = options.LoggerFactory;
        TimeProvider = options.TimeProvider;
    }

    /// <summary>The server's certificate with its private key, or null. Nothing is fetched to complete its chain; where there are
    /// intermediate certificates to be sent, set <see cref="CertificateContext"/>.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The server's certificate with its chain, or null; goes before <see cref="Certificate"/>.</summary>
    public SslStreamCertificateContext? CertificateContext { get; init; }

    /// <summary>Chooses the TLS options by what the client asks for, such as its server name, or null; goes before the certificates. What
    /// it returns is used as it is: client certificates, ALPN and versions are then its own affair.</summary>
    public ServerOptionsSelectionCallback? SelectTlsOptions { get; init; }

    /// <summary>How long all of it may take, from the first octet to the end of the dialogue inside TLS; 30 seconds unless set.</summary>
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

    /// <summary>Whether TLS starts with the first octet, as on <see cref="ProtocolDefinition.TlsPorts"/>.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Whether the generated server also answers the client's lines inside TLS, with the grammar's texts, before it hands the
    /// stream over, at the first that is not the dialogue's at the latest. A real server of the protocol answers them itself; for
    /// demonstrations and tests.</summary>
    public bool AnswerInsideTls { get; init; }

    /// <summary>Asked at the greeting and before each start of TLS: null to go on, or the outcome with which to refuse
    /// (<see cref="UpgradeOutcome.NotOffered"/>, <see cref="UpgradeOutcome.Unavailable"/> or <see cref="UpgradeOutcome.Refused"/>). Called
    /// by as many connections at a time as there are.</summary>
    public Func<UpgradeOutcome?>? Refusal { get; init; }

    /// <summary>The TLS versions; 1.2 and 1.3 unless set. Where packets of the protocol carry the handshake, 1.2 is used unless 1.3 alone
    /// is set.</summary>
    /// <exception cref="ArgumentException">There is an older one among them, or none (RFC 8996).</exception>
    public SslProtocols EnabledSslProtocols
    {
        get;
        init => field = TlsVersions.Check(value);
    } = TlsVersions.Default;

    /// <summary>Whether clients are asked for a certificate; they are not unless set.</summary>
    public ClientCertificateUse ClientCertificates { get; init; }

    /// <summary>The roots that are trusted for clients' certificates, in place of the system's, or null.</summary>
    public X509Certificate2Collection? ClientRoots { get; init; }

    /// <summary>How the chain of a client's certificate is built, in place of what <see cref="ClientRoots"/> and
    /// <see cref="RevocationMode"/> say; or null.</summary>
    /// <remarks>Which purpose a certificate must have is added to what it demands
    /// (<see cref="X509ChainPolicy.ApplicationPolicy"/>).</remarks>
    /// <exception cref="ArgumentException">It overlooks faults (<see cref="X509ChainPolicy.VerificationFlags"/>) other than an unknown
    /// state of revocation, or sets another time than now (<see cref="X509ChainPolicy.VerificationTime"/>).</exception>
    public X509ChainPolicy? ClientChainPolicy
    {
        get;
        init => field = ChainPolicies.Check(value);
    }

    /// <summary>Whether it is looked up that no client's certificate was revoked; it is not unless set.</summary>
    public X509RevocationMode RevocationMode { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Whether sessions are resumed; they are unless set. None is where clients are asked for a certificate: each must show
    /// it.</summary>
    public bool AllowTlsResume { get; init; } = true;

    /// <summary>Whether <see cref="TlsInfo.PeerChain"/> is filled, at some 300 octets of memory a certificate; not unless set.</summary>
    public bool KeepPeerChain { get; init; }

    /// <summary>Changes what is passed to <see cref="SslStream"/>, once for every connection; or null. Not asked where
    /// <see cref="SelectTlsOptions"/> chooses.</summary>
    /// <remarks>The ban on renegotiation and the demand for encryption are put back, TLS versions before 1.2 are an error, and a
    /// <see cref="SslServerAuthenticationOptions.RemoteCertificateValidationCallback"/> that it sets is asked last, about a client that
    /// has passed everything else: it can refuse, and cannot accept.</remarks>
    public Action<SslServerAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>Sees the dialogue, or null.</summary>
    public UpgradeObserver? Observer { get; init; }

    /// <summary>Takes the log, in the category <c>ProtocolKit.Server</c>, and the dialogue up to TLS at the level
    /// <see cref="LogLevel.Trace"/> in the category <c>ProtocolKit.Wire</c> (<see cref="WireLog"/>); or null.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Measures the time; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
