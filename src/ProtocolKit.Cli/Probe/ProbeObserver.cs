using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Records the dialogue of a probe, and what the server offered before TLS and inside.</summary>
internal sealed class ProbeObserver(ProtocolDefinition protocol) : UpgradeObserver
{
    private readonly TranscriptRecorder _recorder = new();
    private readonly Dictionary<string, List<ProbeCapability>> _beforeTls = [];
    private readonly Dictionary<string, List<ProbeCapability>> _insideTls = [];
    private readonly List<string> _told = [];

    public IReadOnlyList<TranscriptLine> Lines => _recorder.Lines;

    public IReadOnlyList<ProbeCapability> BeforeTls => [.. _beforeTls.Values.SelectMany(values => values)];

    public IReadOnlyList<ProbeCapability> InsideTls => [.. _insideTls.Values.SelectMany(values => values)];

    /// <summary>Whether a message of the server's could be read.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Whether the server has listed what it offers in answer to what it was told last.</summary>
    public bool HasListed { get; private set; }

    /// <summary>The parameters whose values the server was told last, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Told => _told;

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        HasAnswered = true;
        _recorder.OnReceived(machine, message, octets);
        var found = new List<ProbeCapability>();
        var lastRecord = 0;
        protocol.VisitLabels(message, octets, (label, value, record) =>
        {
            if (!protocol.OfferLabels.Contains(label, StringComparer.OrdinalIgnoreCase))
                return;
            var capability = new ProbeCapability(label, PeerText.Escape(value));
            if (record != 0 && record == lastRecord)
                found[^1] = found[^1] with { Members = [.. found[^1].Members ?? [], capability] };
            else
                found.Add(capability);
            lastRecord = record;
        });
        HasListed |= found.Count > 0;

        // The newest message that has a label counts, as for the dialogue's conditions.
        foreach (var label in found.GroupBy(capability => capability.Label))
            (machine.IsInsideTls ? _insideTls : _beforeTls)[label.Key] = [.. label];
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        HasListed = false;
        _recorder.OnSent(machine, message, octets);
        _told.Clear();
        protocol.VisitLabels(message, octets, (label, value, _) =>
        {
            if (protocol.ClientParameterNames.Contains(label, StringComparer.OrdinalIgnoreCase))
                _told.Add($"{label}={PeerText.Escape(value)}");
        });
    }

    public override void OnTlsEstablished(UpgradeMachine machine) => _recorder.OnTlsEstablished(machine);
}
