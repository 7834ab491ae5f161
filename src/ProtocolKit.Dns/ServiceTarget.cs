namespace ProtocolKit;

/// <summary>A server of a domain: where to connect, and what its certificate must carry.</summary>
/// <param name="Host">The host name, or the address where the domain was one.</param>
/// <param name="Port">The port of the SRV record; null for the protocol's own.</param>
public sealed record ServiceTarget(string Host, int? Port)
{
    /// <summary>Whether TLS starts with the first octet: the record is that of a service such as <c>imaps</c>.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>An SRV record's priority or an MX record's preference; the lowest is tried first.</summary>
    public int Priority { get; init; }

    /// <summary>An SRV record's weight among those of its priority (RFC 2782); 0 for MX.</summary>
    public int Weight { get; init; }

    /// <summary>The name that is asked for (SNI) and that the certificate must carry: the domain for SRV, whose records anyone on the way
    /// may have written (RFC 6125, section 6.2.1); the host for MX (RFC 7672, section 3.2.2; RFC 8461, section 4.2).</summary>
    public required string ServerName { get; init; }

    /// <summary>Further names of which the certificate may carry one: the host of an SRV record that DNSSEC has authenticated (RFC 7673,
    /// section 4.2); the domain of an MX record (RFC 7672, section 3.2.2).</summary>
    public IReadOnlyList<string> AlternativeServerNames { get; init; } = [];

    /// <summary>The host and the port, as in <c>mail.example.org:993</c>.</summary>
    public override string ToString() => Port is null ? Host : $"{Host}:{Port}";
}
