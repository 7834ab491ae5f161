using ProtocolKit.Interop.Tests;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>Rows that are skipped, with the reason, where a program is missing or cannot be run.</summary>
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = WhyNot;

    /// <summary>Why they are, or null.</summary>
    public static string? WhyNot { get; } = Programs.WhyNot(
        "postfix", "posttls-finger", "unbound", "ldns-keygen", "ldns-signzone", "unshare")
        ?? PostTlsFinger.WhyNotAsync().GetAwaiter().GetResult();
}
