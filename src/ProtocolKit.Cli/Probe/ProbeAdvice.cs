namespace ProtocolKit.Cli;

/// <summary>What a person can try next.</summary>
internal static class ProbeAdvice
{
    // A TLS record: an alert, version 3.x. That is how a server says in TLS that it was spoken to in plaintext.
    private const string TlsAlertRecord = @"\x15\x03";

    /// <summary>Finds advice.</summary>
    /// <param name="target">What was probed.</param>
    /// <param name="failure">What came of it.</param>
    /// <param name="hasAnswered">Whether a message of the server's could be read.</param>
    /// <returns>The advice, or null if there is none.</returns>
    public static string? Of(ProbeTarget target, UpgradeException failure, bool hasAnswered)
    {
        if (failure.CertificateErrors != CertificateErrors.None)
            return OfCertificate(failure.CertificateErrors);
        return failure.Outcome switch
        {
            UpgradeOutcome.Violation or UpgradeOutcome.Truncated or UpgradeOutcome.Timeout or UpgradeOutcome.Closed
                when !target.ImplicitTls && LooksLikeTls(target, failure) =>
                $"This port seems to start with TLS: try {target.Protocol.Name}s://{Address(target)}.",
            UpgradeOutcome.Truncated or UpgradeOutcome.Timeout
                when !target.ImplicitTls && !hasAnswered && failure.ServerText.Length == 0 && failure.Failure is not null =>
                $"It said nothing. If this port starts with TLS, try {target.Protocol.Name}s://{Address(target)}.",
            UpgradeOutcome.TlsFailed or UpgradeOutcome.Leftover when target.ImplicitTls && failure.TlsAlert is null =>
                $"If this port starts in plaintext, try {target.Protocol.Name}://{Address(target)}.",
            UpgradeOutcome.NotOffered or UpgradeOutcome.Refused =>
                "TLS is switched off or has no certificate on the server, it depends on who asks, or someone on the way took the offer out.",
            UpgradeOutcome.Unavailable => "Try again later; the server's log says why it has no TLS now.",
            UpgradeOutcome.Violation when failure.ServerText.Length > 0 =>
                $"Is it a server of {target.Protocol.Name} that listens there? {Ports(target.Protocol)}",
            UpgradeOutcome.Unreachable => $"Check the name and the port. {Ports(target.Protocol)}",
            UpgradeOutcome.Timeout => "Check that nothing on the way drops the packets, or give it more time with --timeout.",
            UpgradeOutcome.Leftover => "Do not send anything secret over this path before the cause is known.",
            _ => null,
        };
    }

    private static string? OfCertificate(CertificateErrors errors)
    {
        if (errors.HasFlag(CertificateErrors.WrongName) || errors.HasFlag(CertificateErrors.CommonNameOnly))
            return "Connect by a name that the certificate carries, or name it with --sni NAME.";
        if (errors.HasFlag(CertificateErrors.Expired))
            return "The server needs a new certificate, or the clock here is wrong.";
        if (errors.HasFlag(CertificateErrors.SelfSigned) || errors.HasFlag(CertificateErrors.UnknownAuthority))
            return "If you know who issued it, pass that certificate with --ca FILE; the server should send its intermediate certificates.";
        return null;
    }

    private static bool LooksLikeTls(ProbeTarget target, UpgradeException failure) =>
        failure.ServerText.StartsWith(TlsAlertRecord, StringComparison.Ordinal)
        || (target.Protocol.TlsPorts.Contains(target.Port) && failure.ServerText.Length == 0);

    private static string Address(ProbeTarget target) =>
        target.Host.Contains(':', StringComparison.Ordinal) ? $"[{target.Host}]:{target.Port}" : $"{target.Host}:{target.Port}";

    private static string Ports(ProtocolDefinition protocol)
    {
        var text = $"{protocol.Name} starts in plaintext on {List(protocol.Ports)}";
        return protocol.TlsPorts.Count == 0 ? text + "." : $"{text}, with TLS on {List(protocol.TlsPorts)}.";
    }

    private static string List(IReadOnlyList<int> ports) => ports.Count == 0 ? "no port of its own" : "port " + string.Join(" or ", ports);
}
