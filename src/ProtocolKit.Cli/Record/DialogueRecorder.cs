using System.Text;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Records a client's dialogue, and finds the secrets in it.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="settings">The parameters that the user has set.</param>
/// <param name="secrets">Which names are those of secrets.</param>
internal sealed class DialogueRecorder(
    ProtocolDefinition protocol, IReadOnlyList<KeyValuePair<string, string>> settings, SecretNames secrets) : UpgradeObserver
{
    /// <summary>How many octets a failure shows.</summary>
    private const int MaxShownOctets = 256;

    /// <summary>What is shorter stands in a dialogue by accident, and is no secret to speak of.</summary>
    private const int ShortestLabel = 4;

    private const string Ellipsis = "...";

    private readonly TranscriptRecorder _recorder = new();
    private readonly HashSet<string> _unfound = [];

    /// <summary>The parameters that the user has set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings => settings;

    /// <summary>What was said.</summary>
    public IReadOnlyList<TranscriptLine> Lines => _recorder.Lines;

    /// <summary>What is to be left out.</summary>
    public SecretValues Secrets { get; } = new();

    /// <summary>The labels of secrets whose octets could not be told, such as binary numbers.</summary>
    public IReadOnlyCollection<string> Unfound => _unfound;

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        _recorder.OnReceived(machine, message, octets);
        LeaveOutLabels(message, octets);
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        _recorder.OnSent(machine, message, octets);
        var labels = LeaveOutLabels(message, octets);
        foreach (var (name, value) in settings)
        {
            // What the logs of the run time hide is hidden here too: what the grammar knows nothing of may be a password.
            var isUnknown = machine.MayHoldSecret && !labels.Contains(name) && octets.IndexOf(Encoding.UTF8.GetBytes(value)) >= 0;
            if (isUnknown || secrets.Contains(name))
                Secrets.Add(value);
        }

        Secrets.AddOwnNames(octets);
    }

    public override void OnTlsEstablished(UpgradeMachine machine) => _recorder.OnTlsEstablished(machine);

    /// <summary>Adds what a failure shows of the server's last words, where they were no message.</summary>
    public void AddFailure(UpgradeException failure)
    {
        if (failure is { Outcome: UpgradeOutcome.Violation or UpgradeOutcome.Leftover, Failure: { } seen })
        {
            var isCut = seen.ReceivedOctets > MaxShownOctets;
            var octets = TranscriptEscapes.Unescape(isCut ? seen.Received[..^Ellipsis.Length] : seen.Received);
            if (Lines is not [.., { Kind: TranscriptLineKind.Server } last] || !last.Octets.Span.SequenceEqual(octets))
                _recorder.Add(TranscriptLineKind.Server, octets);
            if (isCut)
                _recorder.AddNote($"{seen.ReceivedOctets - MaxShownOctets} octets more");
        }
        else if (failure is { Outcome: UpgradeOutcome.Truncated, Step: not (UpgradeStep.Connect or UpgradeStep.Handshake) })
        {
            _recorder.AddNote(TranscriptLine.ServerClosed);
        }
    }

    /// <summary>Leaves out the values of labels that are secrets.</summary>
    /// <returns>The labels that the message has.</returns>
    private HashSet<string> LeaveOutLabels(string message, ReadOnlySpan<byte> octets)
    {
        var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var whole = octets.ToArray();
        protocol.VisitLabels(message, octets, (label, value, _) =>
        {
            labels.Add(label);
            var isParameter = protocol.ClientParameterNames.Contains(label, StringComparer.OrdinalIgnoreCase);
            if (value.Length < ShortestLabel || isParameter || !secrets.Contains(label))
                return;
            if (whole.AsSpan().IndexOf(value) >= 0)
                Secrets.Add(value);
            else
                _unfound.Add(label);
        });
        return labels;
    }
}
