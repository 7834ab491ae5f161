namespace ProtocolKit.Testing;

/// <summary>Records a dialogue as the lines of a transcript.</summary>
public sealed class TranscriptRecorder : UpgradeObserver
{
    private readonly Lock _lock = new();
    private readonly List<TranscriptLine> _lines = [];

    /// <summary>What has been recorded so far. A message of text takes as many lines as it has.</summary>
    public IReadOnlyList<TranscriptLine> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Adds a note.</summary>
    /// <param name="note">Its text, without line ends.</param>
    public void AddNote(string note)
    {
        lock (_lock)
            _lines.Add(new TranscriptLine(TranscriptLineKind.Note, default, note, _lines.Count + 1));
    }

    /// <inheritdoc/>
    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Add(machine.Role == UpgradeRole.Client ? TranscriptLineKind.Server : TranscriptLineKind.Client, octets);
    }

    /// <inheritdoc/>
    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Add(machine.Role == UpgradeRole.Client ? TranscriptLineKind.Client : TranscriptLineKind.Server, octets);
    }

    /// <inheritdoc/>
    public override void OnTlsEstablished(UpgradeMachine machine) => AddNote(TranscriptLine.TlsHandshakeDone);

    /// <summary>Adds what was said.</summary>
    internal void Add(TranscriptLineKind kind, ReadOnlySpan<byte> octets)
    {
        lock (_lock)
        {
            while (octets.Length > 0)
            {
                var line = octets[..DialogueNotation.LineLength(octets)];
                _lines.Add(new TranscriptLine(kind, line.ToArray(), "", _lines.Count + 1));
                octets = octets[line.Length..];
            }
        }
    }
}
