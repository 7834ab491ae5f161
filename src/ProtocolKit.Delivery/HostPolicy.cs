namespace ProtocolKit;

/// <summary>What is demanded of a mail exchanger: one of those below.</summary>
/// <param name="Words">That, and why, in words.</param>
internal abstract record HostPolicy(string Words)
{
    /// <summary>What the domain's report calls it; null where it is not reported.</summary>
    public TlsReportPolicy? Reported { get; init; }

    /// <summary>What the domain is told of, whatever comes of the session; or null.</summary>
    public (TlsReportResultType Type, string? Code)? Fault { get; init; }

    /// <summary>It must not be connected to.</summary>
    public sealed record Barred(string Words) : HostPolicy(Words);

    /// <summary>Its certificate must be the one that TLSA records tell of.</summary>
    public sealed record Dane(DaneFinding Finding, string Words) : HostPolicy(Words);

    /// <summary>TLS, with a certificate that carries its name.</summary>
    public sealed record MtaSts(string Words) : HostPolicy(Words);

    /// <summary>TLS, whatever the certificate is.</summary>
    public sealed record TlsOnly(string Words) : HostPolicy(Words);

    /// <summary>Nothing.</summary>
    public sealed record Free(string Words) : HostPolicy(Words)
    {
        /// <summary>Whether a policy of MTA-STS wants to hear what would fail if it were enforced.</summary>
        public bool IsTested { get; init; }
    }

    /// <summary>Decides it.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="host">The exchanger.</param>
    /// <param name="isAuthenticated">Whether DNSSEC vouches for the domain's MX records.</param>
    /// <param name="isDaneDemanded">Whether nothing but DANE will do.</param>
    /// <param name="dane">What TLSA records tell; null where they do not matter.</param>
    /// <param name="sts">The domain's policy; null where it does not matter.</param>
    public static HostPolicy Of(
        string domain, string host, bool isAuthenticated, bool isDaneDemanded, DaneFinding? dane, MtaStsFinding? sts)
    {
        var tlsa = new TlsReportPolicy
        {
            PolicyType = TlsReportPolicyType.Tlsa,
            PolicyString = dane?.Records ?? [],
            PolicyDomain = (dane is { BaseDomain: { Length: > 0 } name } ? name : host).ToLowerInvariant(),
        };
        if (dane?.Fault is { } fault)
        {
            return new Barred(
                $"Whether {host} has TLSA records is not known, so it must not be used (RFC 7672, section 2.1): {fault.Message}")
            {
                // A name server that does not answer says nothing of the domain.
                Reported = fault.InnerException is null ? tlsa : null,
                Fault = (TlsReportResultType.DnssecInvalid, null),
            };
        }

        var isDane = dane?.Usable.Count > 0;
        if (isDaneDemanded && !(isDane && isAuthenticated))
        {
            var lacking = isDane
                ? $"DNSSEC does not vouch for the MX records of {domain}"
                : $"{host} has no usable TLSA records that DNSSEC authenticates";
            return new Barred($"DANE is demanded, and {lacking} (RFC 7672, section 6).")
            {
                Reported = tlsa,
                Fault = (TlsReportResultType.DaneRequired, null),
            };
        }

        var isNamed = sts?.Policy?.Allows(host) ?? true;
        var enforced = sts?.Policy is { Mode: MtaStsMode.Enforce } policy ? policy : null;
        var reported = ReportedSts(domain, sts);
        (TlsReportResultType, string?)? mismatch = isNamed ? null : (TlsReportResultType.ValidationFailure, "mx-not-in-policy");

        // DANE goes first. But where nobody vouches for the MX records, it is the policy that tells which exchangers are the domain's.
        if (enforced is not null && !isNamed && !(isDane && isAuthenticated))
        {
            return new Barred($"{host} is none of the mail exchangers that the domain's policy names (MTA-STS; RFC 8461, section 4.1).")
            {
                Reported = reported,
                Fault = mismatch,
            };
        }

        if (isDane)
        {
            return new Dane(dane!, $"{host} must have a certificate that the TLSA records of {dane!.BaseDomain} tell of (DANE; RFC 7672).")
            {
                Reported = tlsa,
            };
        }

        if (enforced is not null)
            return new MtaSts(
                $"The domain's policy demands TLS with a certificate for {host} (MTA-STS; RFC 8461).") { Reported = reported };
        if (dane is { Records.Count: > 0 })
        {
            return new TlsOnly($"None of the TLSA records of {dane.BaseDomain} is usable, so TLS is a must, whatever the certificate is"
                + " (RFC 7672, section 2.2).")
            {
                Reported = tlsa,
                Fault = (TlsReportResultType.TlsaInvalid, "no-usable-record"),
            };
        }

        var isTested = sts?.Policy is { Mode: MtaStsMode.Testing };
        return new Free(sts switch
        {
            null => "No policy was asked for.",
            { Policy: { } other } =>
                $"The domain's policy demands nothing (MTA-STS, mode {other.Mode.ToString().ToLowerInvariant()}), and {host} has"
                + " no TLSA records that DNSSEC authenticates.",
            _ => $"There is no policy: {host} has no TLSA records that DNSSEC authenticates. {sts.Why}",
        })
        {
            IsTested = isTested,
            Reported = reported,
            Fault = isTested ? mismatch : sts is { Policy: null, Result: { } result } ? (result, null) : null,
        };
    }

    private static TlsReportPolicy ReportedSts(string domain, MtaStsFinding? sts) => sts switch
    {
        { Policy: { Mode: not MtaStsMode.None } policy } => new TlsReportPolicy
        {
            PolicyType = TlsReportPolicyType.Sts,
            PolicyString = policy.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            PolicyDomain = domain.ToLowerInvariant(),
            MxHost = policy.Exchangers,
        },
        _ => new TlsReportPolicy
        {
            PolicyType = sts is { Policy: null, Result: not null } ? TlsReportPolicyType.Sts : TlsReportPolicyType.NoPolicyFound,
            PolicyDomain = domain.ToLowerInvariant(),
        },
    };
}
