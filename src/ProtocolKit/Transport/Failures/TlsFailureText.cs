namespace ProtocolKit;

/// <summary>Says why a handshake failed.</summary>
internal static class TlsFailureText
{
    public static string Of(UpgradeRun run, Exception? exception)
    {
        if (run.Tls is { Peer: { Errors: not CertificateErrors.None } verdict, ExpectedName: var expected })
            return CertificateText.Of(run.Peer, expected, verdict);
        if (run.IsAlpnMismatch)
            return OfAlpn(run);
        if (TlsFaults.FindAlert(exception) is { } alert)
            return $"{run.Peer} ended TLS with alert {alert}{Hint(alert)}.";
        if (run.Tls is { Plaintext.IsEmpty: false } || TlsFaults.IsNotTls(exception))
            return OfPlaintext(run);
        return exception is IOException
            ? $"{run.Peer} closed the connection during the TLS handshake."
            : $"The TLS handshake with {run.Peer} failed: {exception?.GetBaseException().Message}";
    }

    private static string OfAlpn(UpgradeRun run)
    {
        var agreed = run.Tls!.NegotiatedApplicationProtocol.Protocol;
        return agreed.IsEmpty
            ? $"{run.Peer} did not agree on the ALPN protocol \"{run.Protocol.Alpn}\"."
            : $"{run.Peer} chose the ALPN protocol \"{EscapedText.Escape(agreed.Span)}\", not \"{run.Protocol.Alpn}\".";
    }

    private static string OfPlaintext(UpgradeRun run)
    {
        var text = $"{run.Peer} answered the TLS handshake with something that is not TLS.";
        if (!run.IsImplicit || run.Machine.Role == UpgradeRole.Server)
            return text;
        return $"{text} Is it the right port? {run.Protocol.Name} starts with TLS on {List(run.Protocol.TlsPorts)}"
            + $" and in plaintext on {List(run.Protocol.Ports)}.";
    }

    private static string List(IReadOnlyList<int> ports) => ports.Count == 0 ? "no port" : $"port {string.Join(" or ", ports)}";

    private static string Hint(TlsAlert alert) => alert.Number switch
    {
        40 => ": it has no cipher suite, signature or group in common with us, or wants a certificate",
        42 or 43 or 45 or 46 => ": it does not accept our certificate",
        48 => ": it does not trust who issued our certificate",
        70 => ": it has no TLS version in common with us",
        112 => ": it does not know the name that was asked for",
        116 => ": it wants a client certificate",
        120 => ": it has no ALPN protocol in common with us",
        _ => "",
    };
}
