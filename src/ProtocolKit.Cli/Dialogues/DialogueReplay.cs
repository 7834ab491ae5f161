using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>What came of a dialogue with a role's machine.</summary>
/// <param name="Role">The role.</param>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Report">How the replays ended.</param>
internal sealed record DialogueReplay(UpgradeRole Role, TranscriptSection Dialogue, ReplayReport Report)
{
    /// <summary>Replays a dialogue with the machines of both roles, whole and cut at every octet.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="dialogue">The dialogue.</param>
    /// <param name="implicitTls">Whether TLS starts with the first octet, although the dialogue does not say so.</param>
    /// <param name="settings">Parameters of both roles, as <c>name=value</c>.</param>
    /// <exception cref="UsageException">There is no such parameter, or it may not have that value; or a note is not understood.</exception>
    public static IReadOnlyList<DialogueReplay> Run(
        ProtocolDefinition protocol, TranscriptSection dialogue, bool implicitTls, IReadOnlyList<string> settings)
    {
        var (client, server) = (protocol.ClientParameterNames, protocol.ServerParameterNames);
        KeyValuePair<string, string>[] set = [.. settings.Select(CommonOptions.Split)];
        if (Array.Find(set, setting => !Has(client, setting.Key) && !Has(server, setting.Key)) is { Key: { } unknown })
            throw new UsageException($"--set {PeerText.Escape(unknown)}: {protocol.Name} has no such parameter.");
        try
        {
            var noted = ReplayOptions.Of(dialogue);
            var options = noted with { ImplicitTls = implicitTls || noted.ImplicitTls };
            var asClient = options with { Parameters = [.. options.Parameters, .. Of(client)] };
            var asServer = options with { Parameters = [.. Of(server)] };
            return
            [
                new(UpgradeRole.Client, dialogue, Replay.Client(protocol, dialogue, asClient)),
                new(UpgradeRole.Server, dialogue, Replay.Server(protocol, dialogue, asServer)),
            ];
        }
        catch (ArgumentException failure)
        {
            throw new UsageException("", failure);
        }
        catch (FormatException failure)
        {
            throw new UsageException($"Line {dialogue.Lines[0].Number}: {PeerText.Escape(failure.Message)}");
        }

        IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyList<string> names) => set.Where(setting => Has(names, setting.Key));
        static bool Has(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether the dialogue goes otherwise than the grammar says. A server may consent where the recorded one refused, and a
    /// dialogue may end early; both are no difference.</summary>
    public bool IsDifferent => !Report.IsConsistent || Report.Result.End switch
    {
        ReplayEnd.Secured => false,
        ReplayEnd.TlsStarted => Report.Result.Line is not null,
        ReplayEnd.Awaiting => TlsFollows,
        ReplayEnd.Failed => TlsFollows
            || Report.Result.Outcome is UpgradeOutcome.Violation or UpgradeOutcome.Leftover or UpgradeOutcome.Truncated,
        _ => true,
    };

    private bool TlsFollows => !Report.Result.IsInsideTls && Dialogue.ReachesTls;
}
