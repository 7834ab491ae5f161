namespace ProtocolKit.Grammar.Tests.RfcRules;

public class Pop3Tests
{
    /// <summary>RFC 2449, 3.</summary>
    private const string Capability =
        """
                capability   =  capa-tag *(SP param) CRLF   ;512 octets maximum
                capa-tag     =  1*cchar
                param        =  1*VCHAR
                cchar        =  %x21-2D / %x2F-7F
                                    ;printable ASCII, excluding "."
        """;

    /// <summary>RFC 2449, 3.</summary>
    private const string SingleLine =
        """
                single-line  =  status [SP text] CRLF       ;512 octets maximum
                status       =  "+OK" / "-ERR"
                text         =  *schar / resp-code *CHAR
                resp-code    =  "[" resp-level *("/" resp-level) "]"
                resp-level   =  1*rchar
                schar        =  %x21-5A / %x5C-7F
                                    ;printable ASCII, excluding "["
                rchar        =  %x21-2E / %x30-5C / %x5E-7F
                                    ;printable ASCII, excluding "/" and "]"
        """;

    [Fact]
    public void The_lines_of_a_capability_list_are_capabilities()
    {
        var rule = Rfc.Language(Capability, "capability");
        var lines = Rfc.Answers("dovecot-pop3.txt", "CAPA").Where(answer => answer.StartsWith("+OK\r\n", StringComparison.Ordinal))
            .SelectMany(answer => answer.Split("\r\n")[1..^2]).ToArray();

        Assert.Contains("STLS", lines);
        Assert.All(lines, line => Assert.True(rule.Accepts(line + "\r\n"), line));
        Assert.False(rule.Accepts(".\r\n"));
    }

    [Fact]
    public void A_whole_capability_list_ends_at_its_dot()
    {
        var rule = Rfc.Language(Capability, "\"+OK\" [ SP *VCHAR ] CRLF *capability \".\" CRLF");

        Assert.All(
            Rfc.Answers("dovecot-pop3.txt", "CAPA").Where(answer => answer.StartsWith("+OK\r\n", StringComparison.Ordinal)), answer =>
            Assert.True(rule.Accepts(answer), answer));
    }

    [Theory]
    [InlineData("+OK\r\nSASL \r\nSTLS\r\n.\r\n")]
    [InlineData("+OK\r\nIMPLEMENTATION  two\r\n.\r\n")]
    [InlineData("+OK\r\nX.Y\r\n.\r\n")]
    public void Servers_list_capabilities_in_ways_that_the_rfc_does_not_know(string answer)
    {
        Assert.False(Rfc.Language(Capability, "\"+OK\" [ SP *VCHAR ] CRLF *capability \".\" CRLF").Accepts(answer));
        Assert.True(Rfc.Shipped("pop3.protocol", "capabilities").Accepts(answer));
    }

    [Fact]
    public void The_text_of_a_single_line_may_hold_its_end()
    {
        var finding = Assert.Single(Rfc.Compile(SingleLine, "single-line").Diagnostics);

        Assert.Equal("PK022", finding.Id);
        Assert.Contains("of 'single-line' is the beginning of", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_single_line_has_no_space_where_it_is_bounded()
    {
        var rule = Rfc.Language(SingleLine.Replace("*CHAR", "*(%x01-09 / %x0B-0C / %x0E-7F)", StringComparison.Ordinal), "single-line");

        Assert.True(rule.Accepts("+OK\r\n") && rule.Accepts("-ERR [SYS/TEMP] not now\r\n"));
        Assert.All(Rfc.Answers("dovecot-pop3.txt", ""), answer =>
        {
            Assert.False(rule.Accepts(answer));
            Assert.True(Rfc.Shipped("pop3.protocol", "greeting").Accepts(answer));
        });
    }
}
