using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>What came of a look-up.</summary>
/// <param name="Records">The records of the type that was asked for.</param>
/// <param name="Fault">Why there is no answer, or null.</param>
internal sealed record DnsAnswer<TRecord>(IReadOnlyList<TRecord> Records, ServiceLookupException? Fault = null)
    where TRecord : DnsResourceRecord
{
    /// <summary>Whether there is such a name.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether it was authenticated, in the words of a name server that is trusted.</summary>
    public bool IsAuthenticated { get; init; }
}
