namespace ProtocolKit;

/// <summary>What DNS tells of a domain's servers.</summary>
/// <param name="Domain">The domain, in its ASCII form.</param>
/// <param name="Targets">The servers, in the order in which to try them; never empty.</param>
public sealed record ServiceLocation(string Domain, IReadOnlyList<ServiceTarget> Targets)
{
    /// <summary>Whether the domain has no record, so that it is its own server (RFC 5321, section 5.1: the implicit MX; RFC 6120, section
    /// 3.2.2).</summary>
    public bool IsImplied { get; init; }

    /// <summary>Whether the records were authenticated by DNSSEC, as a name server says that is trusted to
    /// (<see cref="ServiceResolverOptions.TrustedNameServers"/>). Otherwise anyone on the way may have written them.</summary>
    public bool IsAuthenticated { get; init; }
}
