using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>How policies of MTA-STS are fetched and kept.</summary>
public sealed class MtaStsOptions
{
    /// <summary>Keeps the policies; in memory unless set.</summary>
    public IMtaStsCache Cache { get; init; } = new MemoryMtaStsCache();

    /// <summary>How long a fetch may take; a minute unless set (RFC 8461, section 3.3).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>How many octets a policy may have; 64 KiB unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int MaxPolicyOctets
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 64 * 1024;

    /// <summary>The roots that are trusted in place of the system's, or null.</summary>
    public X509Certificate2Collection? CustomRoots { get; init; }

    /// <summary>Connects to the host of the policy, in place of TCP, such as through a proxy; or null.</summary>
    public Func<DnsEndPoint, CancellationToken, ValueTask<Stream>>? ConnectCallback { get; init; }

    /// <summary>Measures the age of policies; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
