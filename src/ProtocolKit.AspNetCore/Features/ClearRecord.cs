namespace ProtocolKit.AspNetCore;

/// <summary>Keeps what was said in the clear, the last message of each kind.</summary>
/// <remarks>So what is kept is bounded by the grammar, however often a client repeats itself.</remarks>
internal sealed class ClearRecord(ProtocolDefinition protocol) : UpgradeObserver
{
    private readonly List<ClearMessage> _received = [];
    private readonly List<ClearMessage> _sent = [];

    public IReadOnlyList<ClearMessage> Received => _received;

    /// <summary>What the server offered, the newest message that has a label counting for it.</summary>
    public IReadOnlyList<OfferedCapability> ReadCapabilities()
    {
        var offered = new Dictionary<string, List<OfferedCapability>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, octets) in _sent)
        {
            var found = new List<OfferedCapability>();
            protocol.VisitLabels(name, octets.Span, (label, value, _) =>
            {
                if (protocol.CapabilityLabels.Contains(label, StringComparer.OrdinalIgnoreCase))
                    found.Add(new OfferedCapability(label, EscapedText.Escape(value)));
            });
            foreach (var label in found.GroupBy(capability => capability.Label, StringComparer.OrdinalIgnoreCase))
                offered[label.Key] = [.. label];
        }

        return [.. offered.Values.SelectMany(values => values)];
    }

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
        Keep(_received, machine, message, octets);

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Keep(_sent, machine, message, octets);

    private static void Keep(List<ClearMessage> messages, UpgradeMachine machine, string name, ReadOnlySpan<byte> octets)
    {
        if (machine.IsInsideTls)
            return;
        messages.RemoveAll(message => message.Name == name);
        messages.Add(new ClearMessage(name, octets.ToArray()));
    }
}
