namespace ProtocolKit.Testing;

/// <summary>
/// Lets a machine hold a recorded dialogue, with the peer's octets arriving whole, cut in two at every place, and one by one: it must end in
/// the same way each time.
/// </summary>
/// <remarks>
/// When a machine starts TLS, all that is recorded of the peer's turn has arrived: what stands behind the last message is left over, and the
/// machine must fail. The handshake itself is not replayed; what was recorded inside TLS is.
/// </remarks>
public static class Replay
{
    private const int MaxDifferences = 10;

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
        var whole = RunOnce(Arrival.Whole);
        var differences = new List<ReplayDifference>();
        var runs = 1;
        foreach (var arrival in Arrival.Others(script, role))
        {
            runs++;
            if (differences.Count < MaxDifferences && RunOnce(arrival) is var result && result != whole)
                differences.Add(new ReplayDifference(arrival.ToString(), result));
        }

        return new ReplayReport(whole, runs, differences);

        ReplayResult RunOnce(Arrival arrival) => new ReplayRun(protocol, script, options, role, arrival).Run();
    }
}
