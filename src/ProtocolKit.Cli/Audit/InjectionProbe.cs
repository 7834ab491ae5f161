namespace ProtocolKit.Cli;

/// <summary>Where something is said that does not belong there.</summary>
internal enum InjectionPlace
{
    /// <summary>Behind the command that starts TLS, in the same segment.</summary>
    SameSegment,

    /// <summary>Behind the command that starts TLS, in a segment of its own, at once.</summary>
    NextSegment,

    /// <summary>Behind the server's consent.</summary>
    AfterReply,
}

/// <summary>Says a command in the clear where TLS starts, and looks whether it is answered inside TLS.</summary>
/// <remarks>
/// An answer alone is no proof: a server may complain inside TLS that something stood there, as PostgreSQL does. So another text of the
/// same length is tried, and the command twice: what is answered otherwise was read as a command.
/// </remarks>
/// <param name="target">The server.</param>
/// <param name="baseline">What it says inside TLS where nothing was injected.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class InjectionProbe(AuditTarget target, InsideTls baseline, CancellationToken cancellationToken)
{
    /// <summary>Runs the probe.</summary>
    /// <param name="probe">Its name.</param>
    /// <param name="place">Where the command stands.</param>
    /// <param name="command">Makes the command of the one that starts TLS.</param>
    /// <param name="change">Changes the command that starts TLS, or null.</param>
    public async Task<AuditFinding> RunAsync(
        string probe, InjectionPlace place, Func<byte[], byte[]> command, Func<byte[], byte[]>? change = null)
    {
        var first = await SayAsync(place, command, change).ConfigureAwait(false);
        if (first.Inside is not { } inside)
            return new AuditFinding(probe, AuditVerdict.Rejects, first.NoTls + ".");
        if (IsSilent(inside))
            return new AuditFinding(probe, AuditVerdict.Rejects, "The server threw it away: it said nothing to it inside TLS.");
        if (inside is { Before: [], After: [], HasEnded: true })
            return new AuditFinding(probe, AuditVerdict.Rejects, "The server closed the connection inside TLS.");
        if (inside is { Before: [], After: [], Failure: "The server did not answer" })
            return new AuditFinding(probe, AuditVerdict.Inconclusive, "Inside TLS the server did not answer any more.");

        // Proof is what can be repeated. A run that does not reach TLS proves nothing: two segments may be read as one.
        Func<byte[], byte[]> meaningless = request => Meaningless(command(request));
        var other = await SayAsync(place, meaningless, change, Longer).ConfigureAwait(false);
        var again = await SayAsync(place, command, change).ConfigureAwait(false);
        var otherAgain = await SayAsync(place, meaningless, change, Longer).ConfigureAwait(false);
        if (again.Inside is not { } same || same.Size != inside.Size)
            return new AuditFinding(
                probe, AuditVerdict.Inconclusive, $"The server does not always do the same. Once it said inside TLS: {inside.Show()}.");
        if (Differs(inside, same, other.Inside, otherAgain.Inside))
            return Vulnerable(probe, inside, command);

        Func<byte[], byte[]> doubled = request => [.. command(request), .. command(request)];
        var twice = await SayAsync(place, doubled, change).ConfigureAwait(false);
        if (IsMore(twice.Inside, inside) && IsMore((await SayAsync(place, doubled, change).ConfigureAwait(false)).Inside, inside))
            return Vulnerable(probe, inside, command);
        return other.Inside is null && otherAgain.Inside is null
            ? new AuditFinding(
                probe, AuditVerdict.Inconclusive, $"With other octets there, {other.NoTls}. With a command: {inside.Show()}.")
            : new AuditFinding(probe, AuditVerdict.Rejects, $"Whatever stands there, the server says inside TLS: {inside.Show()}.");
    }

    /// <summary>Whether the answers to a command are always the same, those to other octets too, and both are not alike.</summary>
    private static bool Differs(InsideTls command, InsideTls commandAgain, InsideTls? other, InsideTls? otherAgain)
    {
        if (other is null || otherAgain is null || other.Size != otherAgain.Size)
            return false;
        return other.Size != command.Size || command.IsSame(commandAgain) && other.IsSame(otherAgain) && !other.IsSame(command);
    }

    private static bool IsMore(InsideTls? twice, InsideTls once) =>
        twice is not null && twice.Before.Length + twice.After.Length > once.Before.Length + once.After.Length;

    private static AuditFinding Vulnerable(string probe, InsideTls inside, Func<byte[], byte[]> command) => new(
        probe, AuditVerdict.Vulnerable,
            $"Inside TLS the server answered what was said outside, {MachineText.Show(command([]))}, with {inside.Show()}.");

    /// <summary>A text of the same length that is no command.</summary>
    private static byte[] Meaningless(byte[] command) =>
        [.. command.Select(octet => octet is (byte)'\r' or (byte)'\n' ? octet : (byte)'x')];

    private bool IsSilent(InsideTls inside) =>
        inside is { Before: [], After: [], Failure: null } || inside.IsSame(baseline) || baseline.Failure is null
            && inside.Size == baseline.Size;

    /// <summary>How long is waited for what would acquit the server: a slow machine must convict nobody.</summary>
    private TimeSpan Longer => TimeSpan.FromSeconds(Math.Max(target.Quiet.TotalSeconds, Math.Min(4 * target.Quiet.TotalSeconds, 5)));

    private async Task<(string? NoTls, InsideTls? Inside)> SayAsync(
        InjectionPlace place, Func<byte[], byte[]> command, Func<byte[], byte[]>? change, TimeSpan? quiet = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var run = await AuditRun.ConnectAsync(target, target.CreateClient(), cancellationToken).ConfigureAwait(false);
        var afterReply = place == InjectionPlace.AfterReply ? command([]) : null;
        if (!await run.SpeakAsync(SayRequestAsync, afterReply).ConfigureAwait(false) || !await run.HandshakeAsync().ConfigureAwait(false))
            return (run.NoTls, null);
        return (null, await run.ListenAsync(quiet).ConfigureAwait(false));

        async Task SayRequestAsync(byte[] request)
        {
            var said = change is null ? request : change(request);
            if (place == InjectionPlace.SameSegment)
                said = [.. said, .. command(request)];
            await run.Channel.WriteAsync(said).ConfigureAwait(false);
            if (place == InjectionPlace.NextSegment)
                await run.Channel.WriteAsync(command(request)).ConfigureAwait(false);
        }
    }
}
