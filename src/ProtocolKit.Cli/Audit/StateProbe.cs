using System.Text;

namespace ProtocolKit.Cli;

/// <summary>Looks whether what was said before TLS makes a difference inside: whether a name that was told there comes back, and whether
/// a client that says less there is answered otherwise.</summary>
internal sealed class StateProbe(AuditTarget target, CancellationToken cancellationToken)
{
    private const string Marker = "q7zk5-audit";

    public async Task<AuditFinding> RunAsync()
    {
        var told = await TellMarkerAsync().ConfigureAwait(false);
        if (told?.Verdict == AuditVerdict.Vulnerable)
            return told;
        var less = await SayLessAsync().ConfigureAwait(false);
        if (told is null && less is null)
            return Finding(AuditVerdict.Inconclusive, "The client says nothing before TLS that could be kept.");
        if (less?.Verdict == AuditVerdict.Vulnerable || told is null)
            return less!;
        if (less is null)
            return told;
        return (told.Verdict, less.Verdict) switch
        {
            (AuditVerdict.Weak, _) => told,
            (AuditVerdict.Inconclusive, _) => less,
            (_, AuditVerdict.Inconclusive) => told,
            _ => Finding(AuditVerdict.Rejects, $"{told.Observed} {less.Observed}"),
        };
    }

    private static AuditFinding Finding(AuditVerdict verdict, string observed) => new(AuditProbes.State, verdict, observed);

    /// <summary>Tells a marker wherever a client's parameter stands in the clear, and says other things inside.</summary>
    private async Task<AuditFinding?> TellMarkerAsync()
    {
        if (MarkedParameters() is not { } marked || Inside() is not { } other)
            return null;
        cancellationToken.ThrowIfCancellationRequested();
        await using var run = await AuditRun.ConnectAsync(target, target.CreateClient(parameters: marked), cancellationToken)
            .ConfigureAwait(false);
        if (!await run.SpeakAsync().ConfigureAwait(false) || !await run.HandshakeAsync().ConfigureAwait(false))
            return Finding(AuditVerdict.Inconclusive, $"With another name before TLS: {run.NoTls}.");
        var recorder = new InsideRecorder();
        run.ReplaceInside(Inside(recorder) ?? other);
        var heard = await run.ListenAsync().ConfigureAwait(false);
        byte[] all = [.. recorder.Octets, .. heard.Before, .. heard.After, .. run.Channel.Unread];
        var at = all.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Marker));
        if (at < 0)
            return Finding(AuditVerdict.Rejects, "A name that was told before TLS did not come back inside.");

        // Who remembers a name only to refuse another one trusts nobody.
        var shown = MachineText.Show(all.AsSpan(Math.Max(0, at - 40)));
        return heard.Failure is null
            ? Finding(AuditVerdict.Vulnerable, $"A name that was told before TLS came back inside: {shown}.")
            : Finding(
                AuditVerdict.Weak, $"The server remembered a name that was told before TLS, and refused another one inside: {shown}.");
    }

    /// <summary>Starts TLS without what the client usually says before, if the server lets it.</summary>
    private async Task<AuditFinding?> SayLessAsync()
    {
        var rehearsal = Rehearsal.Run(target.CreateClient(), Rehearsal.End.Request);
        if (!rehearsal.IsDone || rehearsal.ClientBefore.Count == 0 || rehearsal.ClientRequest.Length == 0)
            return null;
        var usual = await HearAsync(saysLess: false).ConfigureAwait(false);
        var less = await HearAsync(saysLess: true).ConfigureAwait(false);
        if (less.NoTls is not null)
            return Finding(AuditVerdict.Inconclusive, $"Without what the client usually says before: {less.NoTls}.");
        if (usual.NoTls is not null)
            return Finding(AuditVerdict.Inconclusive, $"{usual.NoTls}.");
        if (usual.Heard == less.Heard)
            return Finding(AuditVerdict.Rejects, "A client that says less before TLS is answered in the same way inside.");

        // Proof is what can be repeated.
        return await HearAsync(saysLess: true).ConfigureAwait(false) == less
            && await HearAsync(saysLess: false).ConfigureAwait(false) == usual
            ? Finding(
                AuditVerdict.Vulnerable, $"What was said before TLS changes the answers inside: {usual.Heard} in place of {less.Heard}.")
            : Finding(
                AuditVerdict.Inconclusive, $"The server does not always do the same. Inside TLS it said {usual.Heard}, and {less.Heard}.");
    }

    /// <summary>What the server says inside TLS, as the names of messages, or what could not be read.</summary>
    /// <param name="saysLess">Whether nothing but the request is said in the clear.</param>
    private async Task<(string? NoTls, string Heard)> HearAsync(bool saysLess)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var recorder = new InsideRecorder();
        await using var run = await AuditRun.ConnectAsync(target, target.CreateClient(recorder), cancellationToken).ConfigureAwait(false);
        if (saysLess)
        {
            var rehearsal = Rehearsal.Run(target.CreateClient(), Rehearsal.End.Request);
            await run.Channel.DriveAsync(run.Machine, null, null, () => run.Machine.NextAction == UpgradeAction.Send).ConfigureAwait(false);
            if (run.Machine.NextAction != UpgradeAction.Send)
                return (AuditRun.Tell(run.Machine), "");
            run.ReplaceInside(rehearsal.Client);
            await run.Channel.WriteAsync(rehearsal.ClientRequest).ConfigureAwait(false);
        }

        if (!await run.SpeakAsync().ConfigureAwait(false) || !await run.HandshakeAsync().ConfigureAwait(false))
            return (run.NoTls, "");
        if (saysLess && Inside(recorder) is { } inside)
            run.ReplaceInside(inside);
        var heard = await run.ListenAsync().ConfigureAwait(false);
        var names = string.Join(", ", recorder.Names);
        return (null, heard is { Before: [], After: [], Failure: null } ? names : $"{names} and {heard.Show()}");
    }

    private ProtocolParameters? MarkedParameters()
    {
        List<string> settings = [.. target.Settings];
        var usable = 0;
        foreach (var name in target.Protocol.ClientParameterNames)
        {
            var tried = target with { Settings = [.. settings, $"{name}={Marker}"] };
            if (!Tells(tried))
                continue;
            settings.Add($"{name}={Marker}");
            usable++;
        }

        return usable == 0 ? null : (target with { Settings = settings }).CreateParameters();
    }

    /// <summary>Whether a client with these settings tells the marker in the clear, and upgrades.</summary>
    private static bool Tells(AuditTarget tried)
    {
        try
        {
            var rehearsal = Rehearsal.Run(tried.CreateClient(), Rehearsal.End.Inside);
            return rehearsal.IsDone && rehearsal.ClientBefore.Append(rehearsal.ClientRequest)
                .Any(said => said.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Marker)) >= 0);
        }
        catch (Exception failure) when (failure is UsageException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A client that is inside TLS, with nothing of the marker.</summary>
    private UpgradeMachine? Inside(UpgradeObserver? observer = null)
    {
        var rehearsal = Rehearsal.Run(target.CreateClient(observer), Rehearsal.End.Inside);
        return rehearsal.IsDone ? rehearsal.Client : null;
    }

    /// <summary>Keeps what is read inside TLS.</summary>
    private sealed class InsideRecorder : UpgradeObserver
    {
        public List<string> Names { get; } = [];

        public List<byte> Octets { get; } = [];

        public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
        {
            if (!machine.IsInsideTls)
                return;
            Names.Add(message);
            Octets.AddRange(octets);
        }
    }
}
