namespace ProtocolKit.Testing;

/// <summary>A recorded dialogue as turns: what one side said until the other spoke.</summary>
internal sealed class ReplayScript
{
    public ReplayScript(TranscriptSection dialogue, bool implicitTls)
    {
        EndsByServer = dialogue.EndsByServer;
        var before = MakeTurns(dialogue.BeforeTls);
        var inside = MakeTurns(dialogue.InsideTls);
        FirstInsideTls = implicitTls ? 0 : before.Count;
        Turns = [.. before, .. inside];
    }

    public IReadOnlyList<Turn> Turns { get; }

    /// <summary>The index of the first turn inside TLS; the number of turns if there is none.</summary>
    public int FirstInsideTls { get; }

    public bool EndsByServer { get; }

    private static List<Turn> MakeTurns(IEnumerable<TranscriptLine> lines)
    {
        var turns = new List<Turn>();
        foreach (var line in lines)
        {
            if (line.Kind == TranscriptLineKind.Note)
                continue;
            var sender = line.Kind == TranscriptLineKind.Client ? UpgradeRole.Client : UpgradeRole.Server;
            if (turns.Count > 0 && turns[^1].Sender == sender)
                turns[^1] = new Turn(sender, [.. turns[^1].Octets, .. line.Octets.Span]);
            else
                turns.Add(new Turn(sender, line.Octets.ToArray()));
        }

        return turns;
    }

    internal readonly record struct Turn(UpgradeRole Sender, byte[] Octets);
}
