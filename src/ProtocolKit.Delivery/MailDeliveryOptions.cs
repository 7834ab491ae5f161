using ProtocolKit.Protocols;

namespace ProtocolKit;

/// <summary>What is demanded of mail exchangers, and how they are connected to. Make one and use it for many messages; it may be used by
/// many at a time.</summary>
public sealed class MailDeliveryOptions
{
    /// <summary>What holds where the caller says nothing.</summary>
    public static MailDeliveryOptions Default { get; } = new();

    /// <summary>Looks up MX, addresses, TLSA records and those of MTA-STS; <see cref="ServiceResolver.Default"/> unless set.</summary>
    /// <remarks>DANE needs a validating name server that it trusts (<see cref="ServiceResolverOptions.TrustedNameServers"/>). Without one,
    /// no domain has DANE.</remarks>
    public ServiceResolver Resolver
    {
        get => field ?? ServiceResolver.Default;
        init;
    }

    /// <summary>Finds the policies of MTA-STS; <see cref="MtaStsResolver.Default"/>, which keeps them in memory, unless set. Null: they are
    /// not looked up.</summary>
    public MtaStsResolver? MtaSts { get; init; } = MtaStsResolver.Default;

    /// <summary>How to connect: the deadline of each exchanger, the roots, a way in place of TCP. What names and records the certificate
    /// must fit is set by what was looked up.</summary>
    public UpgradeClientOptions Connection { get; init; } = UpgradeClientOptions.Default;

    /// <summary>What the exchanger is told, such as the client's name; null for the defaults.</summary>
    public Smtp.ClientParameters? Parameters { get; init; }

    /// <summary>The port of the exchangers; 25 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public int Port
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue);
            field = value;
        }
    } = 25;

    /// <summary>What will do where no policy says anything; <see cref="LeastProtection.AnyTls"/> unless set.</summary>
    public LeastProtection WithoutPolicy { get; init; } = LeastProtection.AnyTls;

    /// <summary>Counts what came of TLS with each exchanger, for the reports that domains want (<see cref="TlsReporter"/>; RFC 8460); null,
    /// as it is unless set: nothing is counted.</summary>
    /// <remarks>Messages with <see cref="MessageTls.TlsNotRequired"/>, as those with reports are, are not counted, nor are failures of the
    /// network. Days are those of the time of <see cref="Connection"/>.</remarks>
    public ITlsReportStore? Reports { get; init; }

    /// <summary>What the message says about TLS; <see cref="MessageTls.AsPolicySays"/> unless set.</summary>
    public MessageTls Message { get; init; }
}

/// <summary>What will do where no policy of the domain says anything.</summary>
public enum LeastProtection
{
    /// <summary>DANE, which makes it a must: other policies will not do, and DNSSEC must vouch for the domain's MX records (RFC 7672,
    /// section 6).</summary>
    Dane,

    /// <summary>TLS with a certificate that trusted roots stand behind and that carries the exchanger's name or the domain.</summary>
    VerifiedTls,

    /// <summary>TLS, whatever the certificate is: safe from who only listens.</summary>
    AnyTls,

    /// <summary>TLS, or none where the exchanger says that it has none, which anyone on the way can make it seem to say.</summary>
    InTheClear,
}

/// <summary>What a message says about TLS (RFC 8689).</summary>
public enum MessageTls
{
    /// <summary>Nothing: policies and options decide.</summary>
    AsPolicySays,

    /// <summary>It was sent with REQUIRETLS: the exchanger must be the right one by DNSSEC or MTA-STS, be verified, and have REQUIRETLS
    /// itself (RFC 8689, section 4.2.1).</summary>
    RequireTls,

    /// <summary>It has the header field <c>TLS-Required: No</c>: policies are not asked, and <see cref="LeastProtection.Dane"/> and
    /// <see cref="LeastProtection.VerifiedTls"/> become <see cref="LeastProtection.AnyTls"/> (RFC 8689, section 5).</summary>
    TlsNotRequired,
}
