using System.Text;

namespace ProtocolKit.Testing.Tests;

public sealed class TranscriptTests
{
    private const string Text = """
        # a server, recorded by hand
        # Escapes as usual.

        # first (port 25)
        S: 220 hello "world"\r\n
        C: \x00\xff\\\t\"
        -- server closed the connection

        # second
        C:
        -- TLS handshake done, verified
        S: inside
        """;

    public static TheoryData<string> Recordings =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts")).Select(file => Path.GetFileName(file))];

    [Fact]
    public void Titles_with_lines_below_are_sections()
    {
        var transcript = Transcript.Parse(Text);

        Assert.Equal(["first", "second"], transcript.Sections.Select(section => section.Title));
        Assert.Equal("port 25", transcript["first"].Remark);
        Assert.True(transcript["first"].EndsByServer);
        Assert.False(transcript["first"].ReachesTls);
    }

    [Fact]
    public void Lines_hold_octets()
    {
        var lines = Transcript.Parse(Text)["first"].Lines;

        Assert.Equal("220 hello \"world\"\r\n", Encoding.ASCII.GetString(lines[0].Octets.Span));
        Assert.Equal(new byte[] { 0, 0xFF, (byte)'\\', 9, (byte)'"' }, lines[1].Octets.ToArray());
        Assert.Equal((TranscriptLineKind.Note, 7), (lines[2].Kind, lines[2].Number));
    }

    [Fact]
    public void The_handshake_parts_a_section()
    {
        var section = Transcript.Parse(Text)["second"];

        Assert.True(section.ReachesTls);
        Assert.Equal(0, Assert.Single(section.BeforeTls).Octets.Length);
        Assert.Equal("S: inside", Assert.Single(section.InsideTls).ToString());
    }

    [Theory]
    [InlineData("X: no", "Line 2: A line begins with")]
    [InlineData(@"S: \q", @"Line 2: Not an escape: '\q'")]
    [InlineData(@"S: \x1", @"Line 2: Not an escape: '\x1'")]
    [InlineData(@"S: \xg0", @"Line 2: Not an escape: '\xg0'")]
    [InlineData(@"S: \", @"Line 2: Not an escape: '\'")]
    public void What_is_not_understood_is_told_with_its_line(string line, string message)
    {
        var failure = Assert.Throws<FormatException>(() => Transcript.Parse("# title\n" + line));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_section_is_told_with_those_that_there_are() =>
        Assert.Contains(
            "first; second", Assert.Throws<KeyNotFoundException>(() => Transcript.Parse(Text)["third"]).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_octet_survives_its_escape()
    {
        var octets = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        Assert.Equal(octets, TranscriptEscapes.Unescape(TranscriptEscapes.Escape(octets)));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_is_written_as_it_is_read(string file)
    {
        var transcript = Transcript.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", file)));
        var written = string.Join('\n', transcript.Sections.Select(section => $"# {section.Title}\n{string.Join('\n', section.Lines)}\n"));

        var again = Transcript.Parse(written);

        Assert.NotEmpty(transcript.Sections);
        Assert.Equal(
            transcript.Sections.SelectMany(section => section.Lines).Select(line => line.ToString()),
            again.Sections.SelectMany(section => section.Lines).Select(line => line.ToString()));
    }
}
