using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Connects to a server, upgrades to TLS, and tells what it found.</summary>
internal static class Prober
{
    /// <param name="text">The target, as the user wrote it.</param>
    /// <param name="target">The target.</param>
    /// <param name="parameters">The protocol's parameters.</param>
    /// <param name="options">How to connect.</param>
    /// <param name="observer">Records the dialogue; it is that of the options.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="judge">Compares the server's certificates, its own first, with its policies; or null.</param>
    /// <exception cref="UsageException">The host is no name, or a parameter that must be set is not.</exception>
    public static async Task<ProbeReport> RunAsync(
        string text, ProbeTarget target, ProtocolParameters parameters, UpgradeClientOptions options, ProbeObserver observer,
        CancellationToken cancellationToken, Func<IReadOnlyList<X509Certificate2>, ProbePolicy>? judge = null)
    {
        var watch = Stopwatch.StartNew();
        var report = new ProbeReport
        {
            Target = text,
            Protocol = target.Protocol.Name,
            Host = target.Host,
            Port = target.Port,
            ImplicitTls = target.ImplicitTls,
            Secured = false,
            Outcome = "",
            ExitCode = ExitCode.Internal,
            Reason = "",
            ElapsedMilliseconds = 0,
        };
        var connecting = Start(target, parameters, options, cancellationToken);
        UpgradeException? failed = null;
        try
        {
            var connection = await connecting.ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                report = OfSuccess(report, connection, options.ServerName ?? target.Host) with
                {
                    Policy = judge?.Invoke(connection.Tls.PeerChain),
                };
            }

            Release(connection.Tls.PeerChain);
            connection.Tls.PeerCertificate?.Dispose();
        }
        catch (UpgradeException failure)
        {
            failed = failure;
            report = OfFailure(report, failure, new ProbeAdvice(target, failure, observer, options.CustomRoots).Find())
                with { Policy = judge?.Invoke(failure.PeerChain) };
            Release(failure.PeerChain);
        }

        return report with
        {
            ElapsedMilliseconds = Math.Round(watch.Elapsed.TotalMilliseconds, 1),
            CapabilitiesBeforeTls = observer.BeforeTls,
            CapabilitiesInsideTls = observer.InsideTls,
            Dialogue = Show(observer.Lines, failed),
        };
    }

    /// <summary>What is wrong with what the user wrote is thrown before the connection is made; all that is thrown later is no fault of
    /// the user's.</summary>
    public static Task<SecureConnection> Start(
        ProbeTarget target, ProtocolParameters parameters, UpgradeClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return UpgradeClient.ConnectAsync(target.Protocol, target.Host, target.Port, parameters, options, cancellationToken);
        }
        catch (ArgumentException failure)
        {
            throw new UsageException("", failure);
        }
    }

    /// <summary>Gives the copies back at once: thousands a second are too many for finalizers.</summary>
    private static void Release(IReadOnlyList<X509Certificate2> chain)
    {
        foreach (var certificate in chain)
            certificate.Dispose();
    }

    private static ProbeReport OfSuccess(ProbeReport report, SecureConnection connection, string name)
    {
        var tls = connection.Tls;
        return report with
        {
            Secured = true,
            Outcome = UpgradeOutcome.Secured.ToGrammarName(),
            ExitCode = ExitCode.Success,
            Reason = $"The connection is TLS. Its certificate is trusted, and carries the name \"{PeerText.Escape(name.TrimEnd('.'))}\".",
            RoundTrips = connection.RoundTrips,
            Tls = TlsReport.Of(tls),
            Certificates = [.. tls.PeerChain.Select(CertificateReport.Of)],
        };
    }

    private static ProbeReport OfFailure(ProbeReport report, UpgradeException failure, string? advice) => report with
    {
        Outcome = failure.Outcome.ToGrammarName(),
        ExitCode = ExitCode.Of(failure.Outcome),
        Reason = failure.Message,
        Advice = advice,
        State = failure.State,
        ServerText = failure.ServerText.Length == 0 ? null : failure.ServerText,
        Tls = failure.NegotiatedTls is { } tls ? TlsReport.Of(tls) : null,
        CertificateErrors = CertificateReport.Errors(failure.CertificateErrors),
        Certificates = [.. failure.PeerChain.Select(CertificateReport.Of)],
    };

    /// <summary>Where the server's last message is but the beginning of what it said, all of that is shown.</summary>
    private static string[] Show(IReadOnlyList<TranscriptLine> lines, UpgradeException? failure)
    {
        string[] shown = [.. lines.Select(line => line.Show())];
        if (lines is [.., { Kind: TranscriptLineKind.Server } last] && failure is { ServerText: var text }
            && EscapedText.Escape(last.Octets.Span) is var beginning && text.Length > beginning.Length && text.StartsWith(beginning, StringComparison.Ordinal)
            && !beginning.EndsWith(@"\n", StringComparison.Ordinal))
        {
            shown[^1] = "S: " + text.Replace(@"\r\n", "", StringComparison.Ordinal);
        }

        return shown;
    }
}
