namespace ProtocolKit.Cli;

/// <summary>The exit codes of all commands, as <c>--help</c> lists them.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Usage = 1;
    public const int NotSecured = 2;
    public const int TlsFailed = 3;
    public const int Network = 4;
    public const int Violation = 5;
    public const int Vulnerable = 6;
    public const int Internal = 70;
    public const int Canceled = 130;

    public const string Help =
        """
        Exit codes:
          0    done: the connection is secured, every protocol of the demo is, the grammars have no errors, the audit has proven nothing,
               no dialogue differs, the survey is complete
          1    the command line is wrong or asks for what cannot be done, or a grammar has errors, or an input of
               a survey is not understood
          2    connected, but not secured: TLS is not offered, not available, or refused
          3    the TLS handshake or the certificate failed
          4    no connection, no answer in time, the connection ended too early, or an address that cannot be listened on
          5    the peer broke the protocol, or plaintext stood where TLS was to start, or a dialogue differs from the grammar
          6    the audit has proven that the server is vulnerable, or convicted the client
          70   a fault of this tool
          130  canceled
        """;

    public static int Of(UpgradeOutcome outcome) => outcome switch
    {
        UpgradeOutcome.Secured => Success,
        UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused => NotSecured,
        UpgradeOutcome.TlsFailed => TlsFailed,
        UpgradeOutcome.Unreachable or UpgradeOutcome.Timeout or UpgradeOutcome.Truncated or UpgradeOutcome.Closed => Network,
        UpgradeOutcome.Violation or UpgradeOutcome.Leftover => Violation,
        _ => Internal,
    };
}
