namespace ProtocolKit.Testing.Tests;

public sealed class ReplayTests
{
    private const string Upgrade = "S: welcome\\r\\n\nC: hello\\r\\n\nS: GO\\r\\n\n";

    [Fact]
    public void A_sound_machine_ends_in_the_same_way_however_the_octets_arrive()
    {
        var report = Run(Upgrade);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((ReplayEnd.TlsStarted, 2, 1), (report.Result.End, report.Result.MessagesRead, report.Result.MessagesWritten));

        // Whole, between any two of the octets of either turn, and octet by octet.
        Assert.Equal(1 + 8 + 3 + 1, report.Runs);
    }

    [Fact]
    public void A_machine_that_takes_pieces_for_messages_is_found_out()
    {
        var report = Run(Upgrade, Greed.TakesWhatThereIs);

        Assert.False(report.IsConsistent);
        Assert.Contains("Turn 0 cut at octet 1", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(report.Differences, difference => difference.Result.Outcome == UpgradeOutcome.Violation);
    }

    [Fact]
    public void A_machine_that_breaks_its_contract_is_no_test_result() =>
        Assert.Throws<InvalidOperationException>(() => Run(Upgrade, Greed.ConsumesTooMuch));

    [Fact]
    public void What_stands_behind_the_last_message_is_left_over_however_it_arrives()
    {
        var report = Run(Upgrade.Replace("GO\\r\\n", "GO\\r\\ninjected", StringComparison.Ordinal));

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal(UpgradeOutcome.Leftover, report.Result.Outcome);
    }

    [Fact]
    public void A_premature_answer_is_what_nothing_asked_for()
    {
        var report = Run(Upgrade.Replace("welcome\\r\\n", "welcome\\r\\nGO\\r\\n", StringComparison.Ordinal));

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal(UpgradeOutcome.Violation, report.Result.Outcome);
    }

    [Theory]
    [InlineData("S: wel\n", ReplayEnd.Awaiting, null)]
    [InlineData("S: wel\n-- server closed the connection\n", ReplayEnd.Failed, UpgradeOutcome.Truncated)]
    [InlineData("S: welcome\\r\\n\n-- connection broken: reset\n", ReplayEnd.Awaiting, null)]
    [InlineData("S: welcome\\r\\n\nC: good evening\\r\\n\nS: GO\\r\\n\n", ReplayEnd.Diverged, null)]
    public void A_recording_may_end_before_the_machine_does_or_be_of_something_else(string lines, ReplayEnd end, UpgradeOutcome? outcome)
    {
        var report = Run(lines);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((end, outcome), (report.Result.End, report.Result.Outcome));
    }

    [Fact]
    public void The_caller_may_say_which_messages_are_the_same()
    {
        var options = new ReplayOptions { Align = (_, _, _, _) => [] };

        var report = Run(Upgrade.Replace("C: hello", "C: good evening", StringComparison.Ordinal), options: options);

        Assert.Equal(ReplayEnd.TlsStarted, report.Result.End);
    }

    private static ReplayReport Run(string lines, Greed greed = Greed.None, ReplayOptions? options = null) =>
        Replay.Client(new LineProtocol(greed), Transcript.Parse("# title\n" + lines).Sections[0], options);
}
