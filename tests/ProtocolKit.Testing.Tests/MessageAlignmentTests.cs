using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Testing.Tests;

public sealed class MessageAlignmentTests
{
    [Fact]
    public void A_tag_is_found_by_its_label()
    {
        var found = Align("imap", "command(\"CAPABILITY\")", "Q1a2b3c4d5 CAPABILITY\r\n", "a1 CAPABILITY\r\n");

        var (recorded, written) = Texts(Assert.Single(found!));
        Assert.Equal(("a1", "Q1a2b3c4d5"), (recorded, written));
    }

    [Fact]
    public void Another_command_is_another_message() =>
        Assert.Null(Align("imap", "command(\"CAPABILITY\")", "Q1a2b3c4d5 CAPABILITY\r\n", "a1 LOGOUT\r\n"));

    [Fact]
    public void Case_makes_no_difference() =>
        Assert.Empty(Align("smtp", "starttls", "STARTTLS\r\n", "starttls\r\n")!);

    [Theory]
    [InlineData(@"0\x05\x02\x01\x05B\x00", @"0\x05\x02\x01\x07B\x00", @"\x02\x01\x07", @"\x02\x01\x05")]
    [InlineData(@"0\x07\x02\x03\x01\x02\x03B\x00", @"0\x84\x00\x00\x00\x05\x02\x01\x07B\x00", @"\x02\x01\x07", @"\x02\x03\x01\x02\x03")]
    public void A_message_id_is_found_whatever_its_length(string written, string recorded, string from, string to)
    {
        var found = Align("ldap", "", written, recorded);

        var substitution = Assert.Single(found!);
        Assert.Equal(
            (from, to), (TranscriptEscapes.Escape(substitution.Recorded.Span), TranscriptEscapes.Escape(substitution.Written.Span)));
    }

    [Theory]
    [InlineData(@"0\x05\x02\x01\x05B\x00", @"0\x05\x02\x01\x05C\x00")]
    [InlineData(@"0\x06\x02\x01\x05\x04\x01a", @"0\x06\x02\x01\x05\x04\x01b")]
    public void Another_element_is_another_message(string written, string recorded) =>
        Assert.Null(Align("ldap", "", written, recorded));

    [Fact]
    public void Attributes_stand_in_any_order()
    {
        var found = Align(
            "xmpp", "open", "<?xml version='1.0'?><s:stream xmlns:s='urn:s' to='here.example'>",
            "<s:stream to=\"there.example\" xmlns:s='urn:s'>");

        Assert.Equal(("there.example", "here.example"), Texts(Assert.Single(found!)));
    }

    [Fact]
    public void White_space_may_stand_before_a_tag_and_references_in_a_value()
    {
        var found = Align("xmpp", "opened", "\n<stream id='a&#x78;b' version='1.0'>", "<stream id='a&#120;bc' version='1.0'>");

        Assert.Equal(("a&#120;bc", "a&#x78;b"), Texts(Assert.Single(found!)));
    }

    [Fact]
    public void Another_tag_is_another_message() =>
        Assert.Null(Align("xmpp", "open", "<starttls xmlns='urn:a'/>", "<auth xmlns='urn:a'/>"));

    [Fact]
    public void A_replaced_message_id_changes_the_lengths_around_it()
    {
        var dialogue = Transcript.Parse(
            """
            # title
            C: 0\x1d\x02\x01\x02w\x18\x80\x161.3.6.1.4.1.1466.20037
            S: 0\x84\x00\x00\x00\x0c\x02\x01\x02x\x07\n\x01\x00\x04\x00\x04\x00
            """).Sections[0];

        var report = Replay.Client(AllProtocols.Definitions.Single(one => one.Name == "ldap"), dialogue);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal(ReplayEnd.TlsStarted, report.Result.End);
    }

    private static IReadOnlyList<Substitution>? Align(string protocol, string message, string written, string recorded) =>
        MessageAlignment.Align(
            AllProtocols.Definitions.Single(definition => definition.Name == protocol), message,
            TranscriptEscapes.Unescape(written), TranscriptEscapes.Unescape(recorded));

    private static (string Recorded, string Written) Texts(Substitution substitution) =>
        (Encoding.ASCII.GetString(substitution.Recorded.Span), Encoding.ASCII.GetString(substitution.Written.Span));
}
