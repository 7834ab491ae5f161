namespace ProtocolKit.Testing;

/// <summary>A recorded dialogue as turns: what one side said until the other spoke.</summary>
internal sealed class ReplayScript
{
    public ReplayScript(TranscriptSection dialogue, bool implicitTls)
    {
        EndsByServer = dialogue.EndsByServer;
        Handshake = dialogue.Lines.FirstOrDefault(line => line.IsNote(TranscriptLine.TlsHandshakeDone));
        var before = MakeTurns(dialogue.BeforeTls);
        var inside = MakeTurns(dialogue.InsideTls);
        FirstInsideTls = implicitTls ? 0 : before.Count;
        Turns = [.. before, .. inside];
    }

    public IReadOnlyList<Turn> Turns { get; }

    /// <summary>The index of the first turn inside TLS; the number of turns if there is none.</summary>
    public int FirstInsideTls { get; }

    public bool EndsByServer { get; }

    /// <summary>The note of the handshake, or null.</summary>
    public TranscriptLine? Handshake { get; }

    private static List<Turn> MakeTurns(IEnumerable<TranscriptLine> lines)
    {
        var turns = new List<Turn>();
        foreach (var line in lines)
        {
            if (line.Kind == TranscriptLineKind.Note)
                continue;
            var sender = line.Kind == TranscriptLineKind.Client ? UpgradeRole.Client : UpgradeRole.Server;
            if (turns.Count > 0 && turns[^1].Sender == sender)
                turns[^1] = new Turn(sender, [.. turns[^1].Lines, line]);
            else
                turns.Add(new Turn(sender, [line]));
        }

        return turns;
    }

    internal sealed record Turn(UpgradeRole Sender, IReadOnlyList<TranscriptLine> Lines)
    {
        public byte[] Octets { get; } = [.. Lines.SelectMany(line => line.Octets.ToArray())];
    }
}
