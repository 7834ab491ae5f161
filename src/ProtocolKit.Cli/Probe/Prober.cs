using System.Diagnostics;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Connects to a server, comes to TLS, and tells what it found.</summary>
internal static class Prober
{
    public static async Task<ProbeReport> RunAsync(
        string text, ProbeTarget target, ProtocolParameters parameters, UpgradeClientOptions options, ProbeObserver observer,
        CancellationToken cancellationToken)
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
        try
        {
            var connection = await UpgradeClient
                .ConnectAsync(target.Protocol, target.Host, target.Port, parameters, options, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                report = OfSuccess(report, connection, options.ServerName ?? target.Host);
        }
        catch (UpgradeException failure)
        {
            report = OfFailure(report, target, failure, observer.Lines.Any(line => line.Kind == TranscriptLineKind.Server));
        }

        return report with
        {
            ElapsedMilliseconds = Math.Round(watch.Elapsed.TotalMilliseconds, 1),
            CapabilitiesBeforeTls = observer.BeforeTls,
            CapabilitiesInsideTls = observer.InsideTls,
            Dialogue = [.. observer.Lines.Select(line => line.Show())],
        };
    }

    private static ProbeReport OfSuccess(ProbeReport report, SecureConnection connection, string name)
    {
        var tls = connection.Tls;
        return report with
        {
            Secured = true,
            Outcome = UpgradeOutcome.Secured.ToGrammarName(),
            ExitCode = ExitCode.Success,
            Reason = $"The connection is TLS, and the certificate is trusted and names {name}.",
            RoundTrips = connection.RoundTrips,
            Tls = TlsReport.Of(tls),
            Certificates = [.. tls.PeerChain.Select(CertificateReport.Of)],
        };
    }

    private static ProbeReport OfFailure(ProbeReport report, ProbeTarget target, UpgradeException failure, bool hasAnswered) => report with
    {
        Outcome = failure.Outcome.ToGrammarName(),
        ExitCode = ExitCode.Of(failure.Outcome),
        Reason = failure.Message,
        Advice = ProbeAdvice.Of(target, failure, hasAnswered),
        State = failure.State,
        ServerText = failure.ServerText.Length == 0 ? null : failure.ServerText,
        CertificateErrors = CertificateReport.Errors(failure.CertificateErrors),
        Certificates = [.. failure.PeerChain.Select(CertificateReport.Of)],
    };
}
