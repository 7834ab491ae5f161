using System.Net;
using System.Text.RegularExpressions;
using ProtocolKit.Interop.Tests;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>Postfix's client for tests, which asks a name server of ours: it sees another <c>/etc/resolv.conf</c>, in a mount namespace of
/// its own.</summary>
internal sealed partial class PostTlsFinger
{
    private const string Within = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

    private readonly TemporaryFolder _folder;
    private readonly string _resolver;
    private readonly string _roots;

    public PostTlsFinger(TemporaryFolder folder, IPAddress nameServer)
    {
        _folder = folder;
        _resolver = folder.Write("resolv.conf", $"nameserver {nameServer}\noptions trust-ad\n");
        _roots = folder.Write("roots.pem", TestCertificates.Authority.ExportCertificatePem());
        folder.Write("finger/main.cf", "compatibility_level = 3.6\n");
    }

    /// <summary>Why it cannot be run so here, or null.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        var result = await RunningProgram.RunAsync("unshare", ["--mount", "sh", "-c", Within, "/dev/null", "true"]);
        return result.ExitCode == 0 ? null : $"A mount namespace cannot be made here: {result.Output.Trim()}";
    }

    /// <summary>Connects to a domain's exchanger.</summary>
    /// <returns>What it says of the connection.</returns>
    public async Task<ProgramResult> RunAsync(string level, string domain, int port)
    {
        string[] match = level is "secure" or "verify" ? ["hostname", "nexthop"] : [];
        return await RunningProgram.RunAsync(
            "unshare",
            [
                "--mount", "sh", "-c", Within, _resolver, Programs.Path(
                    "posttls-finger"), "-c", "-a", "ipv4", "-t", "10", "-T", "10", "-F", _roots,
                "-L", "summary,certmatch", "-l", level, $"{domain}:{port}", .. match,
            ],
            new Dictionary<string, string> { ["MAIL_CONFIG"] = _folder.At("finger") });
    }

    /// <summary>The word for the connection, or for why there is none.</summary>
    public static string Word(ProgramResult result) =>
        Established().Match(result.Output) is { Success: true } match ? match.Groups[1].Value
            : FoundNobody().IsMatch(result.Output) ? "Failed"
            : "No TLS";

    [GeneratedRegex(@"(\w+) TLS connection established")]
    private static partial Regex Established();

    [GeneratedRegex("Failed to establish session|lookup failed")]
    private static partial Regex FoundNobody();
}
