using ProtocolKit.Grammar.Model;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Tells what came of a replay, as compilers tell findings.</summary>
/// <param name="path">The file of the dialogue.</param>
/// <param name="model">Finds the grammar, for its words.</param>
/// <param name="output">Takes the lines.</param>
internal sealed class ReplayText(string path, Func<ProtocolModel> model, TextWriter output)
{
    /// <summary>How many columns stand before the octets of a line.</summary>
    private const int Mark = 3;

    /// <summary>Writes how a replay went; where there is a difference, its place and what was expected there.</summary>
    public void Write(DialogueReplay replay)
    {
        var result = replay.Report.Result;
        var name = replay.Role == UpgradeRole.Client ? "client" : "server";
        var place = result.Line is { } line && replay.IsDifferent
            ? $"{line.Number},{Column(line, result.Offset)}"
            : $"{replay.Dialogue.Lines[0].Number}";
        output.WriteLine($"{path}({place}): {name}: {(replay.IsDifferent ? Difference(replay.Report) : Agreement(replay.Report))}");
        if (!replay.IsDifferent)
            return;
        if (result.Line is { } shown)
        {
            output.WriteLine($"  {shown}");
            output.WriteLine($"  {new string(' ', Column(shown, result.Offset) - 1)}^");
        }

        if (result.Written.Length > 0)
            output.WriteLine($"  the client writes: {DialogueNotation.Write(UpgradeRole.Client, result.Written.Span)}");
        for (var i = 0; i < result.Expected.Count; i++)
            output.WriteLine($"  {(i == 0 ? "expected:" : "      or:")} {Words(result.Expected[i])}");
    }

    /// <summary>A message as the grammar has it.</summary>
    private string Words(string message) =>
        model().Messages.FirstOrDefault(one => one.Name == message) is { } known && known.RuleText != message ? known.RuleText : message;

    private static string Agreement(ReplayReport report) =>
        $"no difference, whole and cut in {report.Runs - 1} ways: {End(report.Result)}";

    private static string End(ReplayResult result) => result switch
    {
        { End: ReplayEnd.Secured } => "secured",
        { End: ReplayEnd.TlsStarted } => "TLS starts",
        { End: ReplayEnd.Failed, Outcome: { } outcome } => outcome.ToGrammarName(),
        _ => $"the dialogue ends in state {result.State}",
    };

    private static string Difference(ReplayReport report) => (report.Result.End, report.Result.Outcome) switch
    {
        _ when !report.IsConsistent => $"another end when it is cut, which is a fault of protocolkit: {PeerText.Escape(report.ToString())}",
        (ReplayEnd.Diverged, _) when report.Result.Written.Length > 0 => "it writes another message",
        (ReplayEnd.Diverged, _) => $"it waits for a message of the other side (state {report.Result.State})",
        (ReplayEnd.TlsStarted, _) => "it starts TLS before this, and the dialogue goes on in the clear",
        (ReplayEnd.Awaiting, _) => $"the dialogue starts TLS, and it does not (state {report.Result.State})",
        (_, UpgradeOutcome.Violation) => $"unexpected octets (state {report.Result.State})",
        (_, UpgradeOutcome.Leftover) => "octets in the clear where TLS starts",
        (_, UpgradeOutcome.Truncated) => $"the server closes the connection (state {report.Result.State})",
        (_, var outcome) => $"it ends here ({outcome?.ToGrammarName()}), and the dialogue goes on to TLS",
    };

    private static int Column(TranscriptLine line, int offset) =>
        line.Kind == TranscriptLineKind.Note ? 1 : Mark + TranscriptEscapes.Escape(line.Octets.Span[..offset]).Length + 1;
}
