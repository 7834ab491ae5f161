using System.Net.Sockets;
using System.Security.Authentication;

namespace ProtocolKit.Cli;

/// <summary>Runs all probes of an audit, one connection after the other.</summary>
internal sealed class Auditor(AuditTarget target, Action<AuditFinding>? found, CancellationToken cancellationToken)
{
    private readonly List<AuditFinding> _findings = [];

    /// <exception cref="UsageException">A parameter that must be set is not, or the host is no name.</exception>
    public async Task<AuditReport> RunAsync()
    {
        var report = new AuditReport
        {
            Target = target.Text,
            Protocol = target.Protocol.Name,
            Host = target.Server.Host,
            Port = target.Server.Port,
            ImplicitTls = target.Server.ImplicitTls,
            Vulnerable = false,
            ExitCode = ExitCode.Success,
        };
        try
        {
            var reason = await RunProbesAsync().ConfigureAwait(false);
            var isVulnerable = _findings.Exists(finding => finding.Verdict == AuditVerdict.Vulnerable);
            return report with
            {
                Findings = _findings,
                Reason = reason,
                Vulnerable = isVulnerable,
                ExitCode = isVulnerable ? ExitCode.Vulnerable : reason is not null ? ExitCode.NotSecured : ExitCode.Success,
            };
        }
        catch (SocketException failure)
        {
            var reason = $"There is no connection to {target.Server.Address}: {failure.Message}.";
            return report with { Findings = _findings, Reason = reason, ExitCode = ExitCode.Network };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = $"There is no connection to {target.Server.Address}: it took too long.";
            return report with { Findings = _findings, Reason = reason, ExitCode = ExitCode.Network };
        }
    }

    /// <returns>Why nothing could be probed, or null.</returns>
    private async Task<string?> RunProbesAsync()
    {
        var observer = new ProbeObserver(target.Protocol);
        InsideTls baseline;
        await using (var run = await AuditRun.ConnectAsync(target, CreateClient(observer), cancellationToken).ConfigureAwait(false))
        {
            if (!await run.SpeakAsync().ConfigureAwait(false) || !await run.HandshakeAsync().ConfigureAwait(false))
                return $"Without a probe the upgrade does not come about: {run.NoTls}.";
            baseline = await run.ListenAsync().ConfigureAwait(false);
        }

        var rehearsal = Rehearsal.Run(target.CreateClient(), Rehearsal.End.Complete, target.Server.ImplicitTls);
        await InjectAsync(rehearsal, baseline).ConfigureAwait(false);
        await RunAsync(AuditProbes.InsideTls, () => AskInsideAsync()).ConfigureAwait(false);
        await RunAsync(AuditProbes.State, () => target.Server.ImplicitTls
            ? NotApplicable(AuditProbes.State, "Nothing is said before TLS.") : new StateProbe(target, cancellationToken).RunAsync())
                .ConfigureAwait(false);
        var offers = new OfferProbe(target, observer);
        Add(offers.Compare());
        Add(offers.FindOfferInside());
        Add(offers.FindLogin());
        var tls = new TlsProbe(target, cancellationToken);
        await RunAsync("tls-1.0", () => tls.TryLegacyAsync(1)).ConfigureAwait(false);
        await RunAsync("tls-1.1", () => tls.TryLegacyAsync(2)).ConfigureAwait(false);
        await RunAsync("tls-1.2", () => tls.TryAsync(SslProtocols.Tls12)).ConfigureAwait(false);
        await RunAsync("tls-1.3", () => tls.TryAsync(SslProtocols.Tls13)).ConfigureAwait(false);
        await RunAsync(AuditProbes.Certificate, () => tls.VerifyAsync(target.Text)).ConfigureAwait(false);
        return null;
    }

    private async Task InjectAsync(Rehearsal rehearsal, InsideTls baseline)
    {
        string[] probes = [
            AuditProbes.SameSegment, AuditProbes.NextSegment, AuditProbes.AfterReply, AuditProbes.BareLineFeed, AuditProbes.Twice];
        var reason = target.Server.ImplicitTls ? "Nothing is said before TLS."
            : rehearsal.ClientRequest.Length == 0 ? "The client says nothing to start TLS." : null;
        if (reason is not null)
        {
            foreach (var probe in probes)
                Add(new AuditFinding(probe, AuditVerdict.Inconclusive, reason));
            return;
        }

        // What the client says inside TLS is legal, harmless and answered there; where it says nothing, what it says before; or the
        // request again.
        var command = rehearsal.ClientInside.Length > 0 ? rehearsal.ClientInside
            : rehearsal.ClientBefore.Count > 0 ? rehearsal.ClientBefore[^1] : rehearsal.ClientRequest;
        var injection = new InjectionProbe(target, baseline, cancellationToken);
        await RunAsync(AuditProbes.SameSegment, () => injection.RunAsync(AuditProbes.SameSegment, InjectionPlace.SameSegment, _ => command))
            .ConfigureAwait(false);
        await RunAsync(AuditProbes.NextSegment, () => injection.RunAsync(AuditProbes.NextSegment, InjectionPlace.NextSegment, _ => command))
            .ConfigureAwait(false);
        await RunAsync(AuditProbes.AfterReply, () => rehearsal.SuccessReply.Length == 0
            ? NotApplicable(AuditProbes.AfterReply, "The server does not answer before TLS.")
            : injection.RunAsync(AuditProbes.AfterReply, InjectionPlace.AfterReply, _ => command)).ConfigureAwait(false);
        await RunAsync(AuditProbes.BareLineFeed, () => EndWithLineFeedAsync(rehearsal, injection, command)).ConfigureAwait(false);
        await RunAsync(AuditProbes.Twice, () => injection.RunAsync(
            AuditProbes.Twice, InjectionPlace.SameSegment, request => request.Length == 0 ? rehearsal.ClientRequest : request))
                .ConfigureAwait(false);
    }

    private async Task<AuditFinding> EndWithLineFeedAsync(Rehearsal rehearsal, InjectionProbe injection, byte[] command)
    {
        if (!rehearsal.ClientRequest.AsSpan().EndsWith("\r\n"u8))
            return new AuditFinding(AuditProbes.BareLineFeed, AuditVerdict.Inconclusive, "The protocol has no lines there.");
        var waits = target.Quiet;
        await using (var run = await AuditRun.ConnectAsync(target, target.CreateClient(), cancellationToken).ConfigureAwait(false))
        {
            var accepted = await run.SpeakAsync(request => run.Channel.WriteAsync(WithLineFeed(request)), null, waits)
                .ConfigureAwait(false);
            if (!accepted)
                return new AuditFinding(AuditProbes.BareLineFeed, AuditVerdict.Rejects, run.NoTls + ".");
        }

        var behind = await injection.RunAsync(AuditProbes.BareLineFeed, InjectionPlace.SameSegment, _ => command, WithLineFeed)
            .ConfigureAwait(false);
        return behind.Verdict == AuditVerdict.Rejects
            ? behind with { Verdict = AuditVerdict.Accepts,
                Observed = "LF alone ends the line. With a command behind it: " + behind.Observed }
            : behind;
    }

    private static byte[] WithLineFeed(byte[] request) => [.. request.AsSpan(0, request.Length - 2), (byte)'\n'];

    private async Task<AuditFinding> AskInsideAsync()
    {
        var asking = Rehearsal.Run(CreateUpgrading(), Rehearsal.End.Request);
        if (!asking.IsDone || asking.ClientRequest.Length == 0)
            return new AuditFinding(AuditProbes.InsideTls, AuditVerdict.Inconclusive, "The client says nothing to start TLS.");
        await using var run = await AuditRun.ConnectAsync(target, target.CreateClient(), cancellationToken).ConfigureAwait(false);
        if (!await run.SpeakAsync().ConfigureAwait(false) || !await run.HandshakeAsync().ConfigureAwait(false))
            return new AuditFinding(AuditProbes.InsideTls, AuditVerdict.Inconclusive, run.NoTls + ".");
        var heard = await run.ListenAsync().ConfigureAwait(false);
        if (heard is not { Before: [], After: [], Failure: null, HasEnded: false })
            return new AuditFinding(AuditProbes.InsideTls, AuditVerdict.Inconclusive, $"Inside TLS: {heard.Show()}.");
        if (asking.Client.NextAction == UpgradeAction.StartTls)
            return new AuditFinding(AuditProbes.InsideTls, AuditVerdict.Inconclusive, "The server would not answer.");
        await run.Channel.WriteAsync(asking.ClientRequest).ConfigureAwait(false);
        var answer = await run.Channel.ReadUntilQuietAsync(target.Quiet).ConfigureAwait(false);
        if (answer.AsSpan().SequenceEqual(asking.ClientRequest))
            return new AuditFinding(
                AuditProbes.InsideTls, AuditVerdict.Inconclusive, "The server sent the same back, which may be a mere echo.");
        var isAnswered = await run.Channel.DriveAsync(asking.Client, _ => Task.CompletedTask, target.Quiet).ConfigureAwait(false);
        return asking.Client.NextAction == UpgradeAction.StartTls
            ? new AuditFinding(AuditProbes.InsideTls, AuditVerdict.Weak, "The server agreed to start TLS again inside TLS.")
            : new AuditFinding(
                AuditProbes.InsideTls, AuditVerdict.Rejects,
                isAnswered ? $"{AuditRun.Tell(asking.Client)}." : "The server did not answer.");
    }

    /// <summary>A client that starts in the clear, whatever the target does.</summary>
    private UpgradeMachine CreateUpgrading() =>
        (target with { Server = target.Server with { ImplicitTls = false } }).CreateClient();

    private UpgradeMachine CreateClient(UpgradeObserver observer)
    {
        try
        {
            return target.CreateClient(observer);
        }
        catch (ArgumentException failure)
        {
            throw new UsageException("", failure);
        }
    }

    private static Task<AuditFinding> NotApplicable(string probe, string reason) =>
        Task.FromResult(new AuditFinding(probe, AuditVerdict.Inconclusive, reason));

    /// <summary>Runs a probe. A server that does not take so many connections ends no audit.</summary>
    private async Task RunAsync(string name, Func<Task<AuditFinding>> probe)
    {
        try
        {
            Add(await probe().ConfigureAwait(false));
        }
        catch (SocketException failure)
        {
            Add(new AuditFinding(name, AuditVerdict.Inconclusive, $"There is no connection any more: {failure.Message}."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Add(new AuditFinding(name, AuditVerdict.Inconclusive, "It took longer than --timeout says."));
        }
    }

    private void Add(AuditFinding finding)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _findings.Add(finding);
        found?.Invoke(finding);
    }
}
