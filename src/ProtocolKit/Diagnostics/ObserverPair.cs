using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit;

/// <summary>Two observers of one dialogue.</summary>
internal sealed class ObserverPair(UpgradeObserver first, UpgradeObserver second) : UpgradeObserver
{
    /// <summary>The caller's observer, and the wire log if it is on.</summary>
    public static UpgradeObserver? Of(UpgradeObserver? observer, WireLog? log) => log is not { IsEnabled: true }
        ? observer
        : observer is null ? log : new ObserverPair(observer, log);

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        first.OnReceived(machine, message, octets);
        second.OnReceived(machine, message, octets);
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        first.OnSent(machine, message, octets);
        second.OnSent(machine, message, octets);
    }

    public override void OnStartTls(UpgradeMachine machine)
    {
        first.OnStartTls(machine);
        second.OnStartTls(machine);
    }

    public override void OnTlsNegotiated(UpgradeMachine machine, SslProtocols version, TlsCipherSuite suite)
    {
        first.OnTlsNegotiated(machine, version, suite);
        second.OnTlsNegotiated(machine, version, suite);
    }

    public override void OnTlsEstablished(UpgradeMachine machine)
    {
        first.OnTlsEstablished(machine);
        second.OnTlsEstablished(machine);
    }

    public override void OnFailed(UpgradeMachine machine)
    {
        first.OnFailed(machine);
        second.OnFailed(machine);
    }
}
