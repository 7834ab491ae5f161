using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>What came of a look-up.</summary>
/// <typeparam name="TRecord">The type of the records.</typeparam>
/// <param name="Records">The records of the type that was asked for.</param>
/// <param name="Fault">Why there is no answer, or null. An answer that a validating name server found to be bogus is such a
/// fault.</param>
public sealed record DnsAnswer<TRecord>(IReadOnlyList<TRecord> Records, ServiceLookupException? Fault = null)
    where TRecord : DnsResourceRecord
{
    /// <summary>Whether there is such a name.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether it was authenticated by DNSSEC, in the words of a name server that is trusted
    /// (<see cref="ServiceResolverOptions.TrustedNameServers"/>).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>The name that the records belong to, without the dot at its end: the one that was asked for, or the one that its CNAME
    /// records lead to.</summary>
    public string CanonicalName { get; init; } = "";
}
