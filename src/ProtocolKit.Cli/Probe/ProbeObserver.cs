using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Records the dialogue of a probe, and what the server offered before TLS and inside.</summary>
internal sealed class ProbeObserver(ProtocolDefinition protocol) : UpgradeObserver
{
    private readonly TranscriptRecorder _recorder = new();
    private readonly Dictionary<string, List<ProbeCapability>> _beforeTls = [];
    private readonly Dictionary<string, List<ProbeCapability>> _insideTls = [];

    public IReadOnlyList<TranscriptLine> Lines => _recorder.Lines;

    public IReadOnlyList<ProbeCapability> BeforeTls => [.. _beforeTls.Values.SelectMany(values => values)];

    public IReadOnlyList<ProbeCapability> InsideTls => [.. _insideTls.Values.SelectMany(values => values)];

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        _recorder.OnReceived(machine, message, octets);
        var found = new List<ProbeCapability>();
        protocol.VisitLabels(message, octets, (label, value) =>
        {
            if (protocol.CapabilityLabels.Contains(label, StringComparer.OrdinalIgnoreCase))
                found.Add(new ProbeCapability(label, PeerText.Escape(value)));
        });

        // The newest message that has a label counts, as for the dialogue's conditions.
        foreach (var label in found.GroupBy(capability => capability.Label))
            (machine.IsInsideTls ? _insideTls : _beforeTls)[label.Key] = [.. label];
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
        _recorder.OnSent(machine, message, octets);

    public override void OnTlsEstablished(UpgradeMachine machine) => _recorder.OnTlsEstablished(machine);
}
