namespace ProtocolKit.Cli;

/// <summary>The probes of an audit, by name.</summary>
internal static class AuditProbes
{
    public const string SameSegment = "injection-same-segment";
    public const string NextSegment = "injection-next-segment";
    public const string AfterReply = "injection-after-reply";
    public const string BareLineFeed = "bare-line-feed";
    public const string Twice = "upgrade-twice";
    public const string InsideTls = "upgrade-inside-tls";
    public const string State = "state-kept";
    public const string Offers = "offers";
    public const string OfferInside = "upgrade-offered-inside-tls";
    public const string Login = "login-before-tls";
    public const string Certificate = "certificate";

    /// <summary>The probes with what each tries, in the order in which they run.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(SameSegment, "A command stands behind the one that starts TLS, in the same segment. Its answer inside TLS is proof."),
        new(NextSegment, "A command follows the one that starts TLS in a segment of its own, before the server has answered."),
        new(AfterReply, "A command follows the server's consent to TLS, in the clear."),
        new(BareLineFeed, "The command that starts TLS ends with LF in place of CRLF; where that is accepted, with a command behind it."),
        new(Twice, "The command that starts TLS is sent twice in one segment."),
        new(InsideTls, "The command that starts TLS is sent again inside TLS."),
        new(State, "What was said before TLS must make no difference inside."),
        new(Offers, "What the server offers before TLS and inside."),
        new(OfferInside, "TLS must not be offered again inside TLS where the protocol's own server does not."),
        new(Login, "A login with a readable password is offered before TLS."),
        new("tls-1.0", "The server speaks TLS 1.0 (RFC 8996)."),
        new("tls-1.1", "The server speaks TLS 1.1 (RFC 8996)."),
        new("tls-1.2", "The server speaks TLS 1.2."),
        new("tls-1.3", "The server speaks TLS 1.3."),
        new(Certificate, "The server's certificate is trusted, valid, strong, and carries the host's name."),
    ];
}
