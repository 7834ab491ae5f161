namespace Sample_Namespace.Tests;

/// <summary>Recorded dialogues, replayed against both roles: whole, and cut at every octet.</summary>
public sealed class TranscriptTests
{
    private static readonly Transcript s_recorded =
        Transcript.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", "sample-protocol.txt")));

    public static TheoryData<string> Dialogues => [.. s_recorded.Sections.Select(dialogue => dialogue.Title)];

    [Theory]
    [MemberData(nameof(Dialogues))]
    public void The_client_reads_it_in_whatever_pieces_it_arrives(string title)
    {
        var report = Replay.Client(SampleProtocol.Definition, s_recorded[title]);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal(s_recorded[title].ReachesTls, report.Result.Outcome == UpgradeOutcome.Secured);
    }

    [Theory]
    [MemberData(nameof(Dialogues))]
    public void The_server_reads_it_in_whatever_pieces_it_arrives(string title)
    {
        var report = Replay.Server(SampleProtocol.Definition, s_recorded[title]);

        Assert.True(report.IsConsistent, report.ToString());
    }
}
