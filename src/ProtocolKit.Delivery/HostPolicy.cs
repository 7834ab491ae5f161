namespace ProtocolKit;

/// <summary>What is demanded of a mail exchanger: one of those below.</summary>
/// <param name="Words">That, and why, in words.</param>
internal abstract record HostPolicy(string Words)
{
    /// <summary>It must not be connected to.</summary>
    public sealed record Barred(string Words) : HostPolicy(Words);

    /// <summary>Its certificate must be the one that TLSA records tell of.</summary>
    public sealed record Dane(DaneFinding Finding, string Words) : HostPolicy(Words);

    /// <summary>TLS, with a certificate that carries its name.</summary>
    public sealed record MtaSts(string Words) : HostPolicy(Words);

    /// <summary>TLS, whatever the certificate is.</summary>
    public sealed record TlsOnly(string Words) : HostPolicy(Words);

    /// <summary>Nothing.</summary>
    public sealed record Free(string Words) : HostPolicy(Words);

    /// <summary>Decides it.</summary>
    /// <param name="host">The exchanger.</param>
    /// <param name="isAuthenticated">Whether DNSSEC vouches for the domain's MX records.</param>
    /// <param name="dane">What TLSA records tell; null where they do not matter.</param>
    /// <param name="sts">The domain's policy; null where it does not matter.</param>
    public static HostPolicy Of(string host, bool isAuthenticated, DaneFinding? dane, MtaStsFinding? sts)
    {
        if (dane?.Fault is { } fault)
            return new Barred($"Whether {host} has TLSA records is not known, so it must not be used (RFC 7672, section 2.1): {fault.Message}");

        var enforced = sts?.Policy is { Mode: MtaStsMode.Enforce } policy ? policy : null;
        var isDane = dane?.Usable.Count > 0;

        // DANE goes first. But where nobody vouches for the MX records, it is the policy that tells which exchangers are the domain's.
        if (enforced?.Allows(host) == false && !(isDane && isAuthenticated))
            return new Barred($"{host} is none of the mail exchangers that the domain's policy names (MTA-STS; RFC 8461, section 4.1).");
        if (isDane)
            return new Dane(dane!, $"{host} must have a certificate that the TLSA records of {dane!.BaseDomain} tell of (DANE; RFC 7672).");
        if (enforced is not null)
            return new MtaSts($"The domain's policy demands TLS with a certificate for {host} (MTA-STS; RFC 8461).");
        if (dane is { HasRecords: true })
        {
            return new TlsOnly($"None of the TLSA records of {dane.BaseDomain} is usable, so TLS is a must, whatever the certificate is"
                + " (RFC 7672, section 2.2).");
        }

        return new Free(sts switch
        {
            null => "No policy was asked for.",
            { Policy: { } other } => $"The domain's policy demands nothing (MTA-STS, mode {other.Mode.ToString().ToLowerInvariant()}), and {host} has"
                + " no TLSA records that DNSSEC authenticates.",
            _ => $"There is no policy: {host} has no TLSA records that DNSSEC authenticates. {sts.Why}",
        });
    }
}
