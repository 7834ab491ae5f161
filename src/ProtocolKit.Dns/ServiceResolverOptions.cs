using System.Net;

namespace ProtocolKit;

/// <summary>How servers are looked up.</summary>
public sealed class ServiceResolverOptions
{
    /// <summary>The name servers to ask; empty for the system's.</summary>
    public IReadOnlyList<IPEndPoint> NameServers { get; init; } = [];

    /// <summary>The name servers that are believed to have validated what they say they have (the AD bit of RFC 4035, section 3.2.3), and
    /// which nobody stands between: 127.0.0.1 and ::1 unless set. Other addresses of the own machine, such as 127.0.0.53, are often
    /// forwarders that pass on what they hear.</summary>
    public IReadOnlyList<IPAddress> TrustedNameServers { get; init; } = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>How long a name server may take to answer; five seconds unless set. It is asked again once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(5);

    /// <summary>How many servers of a domain are tried at most, the best ones; 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int MaxTargets
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 10;

    /// <summary>Draws among servers of the same priority.</summary>
    public Random Random { get; init; } = Random.Shared;
}
