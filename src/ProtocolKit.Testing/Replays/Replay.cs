namespace ProtocolKit.Testing;

/// <summary>
/// Lets a machine hold a recorded dialogue, with the peer's octets arriving whole, cut in two at every place, and one by one: it must end
/// in the same way each time.
/// </summary>
/// <remarks>
/// When a machine starts TLS, all that is recorded of the peer's turn has arrived: what stands behind the last message is left over, and
/// the machine must fail. The handshake itself is not replayed; what was recorded inside TLS is.
/// </remarks>
public static class Replay
{
    private const int MaxDifferences = 10;

    /// <summary>How often a dialogue is replayed to find out which octets a machine draws anew: two octets are the same by chance, and each
    /// exchange needs two attempts.</summary>
    private const int MaxAttempts = 32;

    /// <summary>Replays what the server said, against a client's machine. Where the machine chose another tag or the like than the recorded
    /// client, the recorded answers are changed to match.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="options">How, or null for the defaults.</param>
    public static ReplayReport Client(ProtocolDefinition protocol, TranscriptSection dialogue, ReplayOptions? options = null) =>
        Run(protocol, dialogue, options ?? new ReplayOptions(), UpgradeRole.Client);

    /// <summary>Replays what the client said, against a server's machine. What the recorded server answered does not matter.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="options">How, or null for the defaults.</param>
    public static ReplayReport Server(ProtocolDefinition protocol, TranscriptSection dialogue, ReplayOptions? options = null) =>
        Run(protocol, dialogue, options ?? new ReplayOptions(), UpgradeRole.Server);

    private static ReplayReport Run(ProtocolDefinition protocol, TranscriptSection dialogue, ReplayOptions options, UpgradeRole role)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(dialogue);
        var script = new ReplayScript(dialogue, options.ImplicitTls);
        FreshOctets? fresh = null;
        var whole = RunOnce(Arrival.Whole);
        if (role == UpgradeRole.Client && whole.Outcome == UpgradeOutcome.Violation)
        {
            // An answer may repeat a number of the recorded client's, which the machine draws anew.
            fresh = new FreshOctets();
            var repeated = whole;
            for (var i = 0; i < MaxAttempts && repeated.Outcome == UpgradeOutcome.Violation; i++)
                repeated = RunOnce(Arrival.Whole);
            fresh = repeated.Outcome == UpgradeOutcome.Violation ? null : fresh;
            whole = fresh is null ? whole : repeated;
        }

        var differences = new List<ReplayDifference>();
        var runs = 1;
        var last = whole;
        foreach (var arrival in Arrival.Others(script, role))
        {
            runs++;
            if (differences.Count == MaxDifferences)
                continue;
            last = RunOnce(arrival);

            // Numbers are drawn anew in each run, and one may be by chance what the dialogue has in their place.
            for (var i = 0; i < MaxAttempts && last != whole; i++)
                (whole, last) = (RunOnce(Arrival.Whole), RunOnce(arrival));
            if (last != whole)
                differences.Add(new ReplayDifference(arrival.ToString(), last));
        }

        // Octet by octet, the machine fails at the one that is wrong.
        if (last == whole)
            whole = whole with { Line = last.Line, Offset = last.Offset };
        return new ReplayReport(whole, runs, differences);

        ReplayResult RunOnce(Arrival arrival) => new ReplayRun(protocol, script, options, role, arrival) { Fresh = fresh }.Run();
    }
}
