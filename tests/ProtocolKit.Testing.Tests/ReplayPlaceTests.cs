using ProtocolKit.Protocols;

namespace ProtocolKit.Testing.Tests;

/// <summary>Where a replay ended, and what was expected there.</summary>
public sealed class ReplayPlaceTests
{
    private const string Call = @"C: \x80\x00\x00(XID\x00\x00\x00\x00\x00\x00\x00\x02\x00\x01\x86\xa3\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00";
    private const string Reply =
        @"S: \x80\x00\x00 XID\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08STARTTLS\x00\x00\x00\x00";

    [Fact]
    public void The_octet_that_nothing_expected_is_found_in_its_line()
    {
        var result = Client("smtp", @"S: 220 mail\r\n", @"C: EHLO me\r\n", @"S: 250-mail\r\n", @"S: 25x STARTTLS\r\n").Result;

        Assert.Equal((UpgradeOutcome.Violation, 5, 2), (result.Outcome, result.Line?.Number, result.Offset));
        Assert.Contains("features", result.Expected);
    }

    [Fact]
    public void A_tag_of_another_length_does_not_move_the_place()
    {
        var result = Client(
            "imap", @"S: * OK ready\r\n", @"C: a CAPABILITY\r\n", @"S: * CAPABILITY IMAP4rev1 STARTTLS\r\n", @"S: a OK done\r\n",
                @"C: b STARTTLS\r\n", @"S: b PERHAPS\r\n").Result;

        Assert.Equal((UpgradeOutcome.Violation, 7), (result.Outcome, result.Line?.Number));
    }

    [Fact]
    public void What_the_machine_wrote_in_place_of_the_recording_is_told()
    {
        var result = Client("smtp", @"S: 220 mail\r\n", @"C: HELO me\r\n").Result;

        Assert.Equal((ReplayEnd.Diverged, 3, "ehlo"), (result.End, result.Line?.Number, Assert.Single(result.Expected)));
        Assert.True(result.Written.Span.StartsWith("EHLO "u8));
    }

    [Theory]
    [InlineData(@"\x01\x02\x03\x04")]
    [InlineData(@"\x00\x00\x00\x05")]
    [InlineData(@"\x00\x00\x00\x01")]
    public void A_number_that_a_binary_client_draws_anew_is_found_in_the_answer(string number)
    {
        for (var i = 0; i < 50; i++)
        {
            var report = Client(
                "onc-rpc", Call.Replace("XID", number, StringComparison.Ordinal), Reply.Replace("XID", number, StringComparison.Ordinal));

            Assert.True(report.IsConsistent, report.ToString());
            Assert.True(report.Result.End == ReplayEnd.TlsStarted, report.ToString());
        }
    }

    [Fact]
    public void An_answer_to_another_number_is_none()
    {
        var report = Client(
            "onc-rpc", Call.Replace("XID", @"\x01\x02\x03\x04", StringComparison.Ordinal),
            Reply.Replace("XID", @"\x04\x03\x02\x01", StringComparison.Ordinal));

        Assert.Equal(UpgradeOutcome.Violation, report.Result.Outcome);
    }

    [Fact]
    public void Notes_before_the_first_message_are_options()
    {
        var dialogue = Transcript.Parse(
            "-- TLS handshake done\n-- host a.example\n-- parameter name=a=\\x00\nS: x\n-- host b.example\n").Sections[0];

        var options = ReplayOptions.Of(dialogue);

        Assert.Equal(("a.example", true), (options.Host, options.ImplicitTls));
        Assert.Equal(KeyValuePair.Create("name", "a=\0"), Assert.Single(options.Parameters));
    }

    private static ReplayReport Client(string protocol, params string[] lines) => Replay.Client(
        AllProtocols.Definitions.Single(one => one.Name == protocol), Transcript.Parse("# title\n" + string.Join('\n', lines)).Sections[0]);
}
