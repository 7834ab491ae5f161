using System.Text;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>A dialogue that has been recorded.</summary>
/// <param name="Target">The server.</param>
/// <param name="Host">The name that the client asked for.</param>
/// <param name="Recorder">What was said.</param>
internal sealed record Recording(ProbeTarget Target, string Host, DialogueRecorder Recorder)
{
    private static readonly StandIn[] NothingToReplace = [StandIn.Shape];

    /// <summary>Writes the dialogue without its secrets.</summary>
    /// <returns>The text, and how it replays.</returns>
    /// <exception cref="UsageException">Without them it does not replay as it does with them.</exception>
    public (string Text, IReadOnlyList<DialogueReplay> Replays) Write()
    {
        var origin = Recorder.Secrets.IsEmpty ? null : Replay(Text(new SecretValues(), StandIn.Shape));
        foreach (var standIn in origin is null ? NothingToReplace : StandIn.All)
        {
            var text = Text(Recorder.Secrets, standIn);
            try
            {
                var replays = Replay(text);
                if (origin is null || replays.Zip(origin).All(pair => pair.First.Report.Result == pair.Second.Report.Result))
                    return (text, replays);
            }
            catch (UsageException)
            {
                // The grammar does not allow it as the parameter's value.
            }
        }

        throw new UsageException(
            "The dialogue does not replay without its secrets, so it is not written. Record it with others: longer ones, or ones that the "
            + "grammar allows to consist of letters or digits.");
    }

    private IReadOnlyList<DialogueReplay> Replay(string text) =>
        DialogueReplay.Run(Target.Protocol, Transcript.Parse(text).Sections[0], Target.ImplicitTls, []);

    private string Text(SecretValues secrets, StandIn standIn)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Target.Protocol.Name).Append(" from ").Append(secrets.LeaveOut(Target.Address, standIn)).Append('\n');
        text.Append(DialogueNotation.Note(TranscriptLine.Host + secrets.LeaveOut(Host, standIn))).Append('\n');
        foreach (var (name, value) in Recorder.Settings)
        {
            var octets = secrets.LeaveOut(Encoding.UTF8.GetBytes(value), standIn);
            text.Append(DialogueNotation.Note($"{TranscriptLine.Parameter}{name}={TranscriptEscapes.Escape(octets)}")).Append('\n');
        }

        foreach (var line in Recorder.Lines)
            text.Append(line with { Octets = secrets.LeaveOut(line.Octets.Span, standIn) }).Append('\n');
        return text.ToString();
    }
}
