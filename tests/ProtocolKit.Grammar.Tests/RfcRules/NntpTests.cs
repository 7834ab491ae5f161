namespace ProtocolKit.Grammar.Tests.RfcRules;

public class NntpTests
{
    /// <summary>RFC 3977, 9.8.</summary>
    private const string General =
        """
             keyword = ALPHA 2*(ALPHA / DIGIT / "." / "-")
             token = 1*P-CHAR
             A-CHAR     = %x21-7E
             P-CHAR     = A-CHAR / UTF8-non-ascii
             U-CHAR     = CTRL / TAB / SP / A-CHAR / UTF8-non-ascii
             ALPHA = UPPER / LOWER   ; use only when case-insensitive
             CR = %x0D
             CRLF = CR LF
             CTRL = %x01-08 / %x0B-0C / %x0E-1F
             DIGIT = %x30-39
             nzDIGIT = %x31-39
             LF = %x0A
             LOWER = %x61-7A
             SP = %x20
             TAB = %x09
             UPPER = %x41-5A
             UTF8-non-ascii = UTF8-2 / UTF8-3 / UTF8-4
             UTF8-2    = %xC2-DF UTF8-tail
             UTF8-3    = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2UTF8-tail /
                         %xED %x80-9F UTF8-tail / %xEE-EF 2UTF8-tail
             UTF8-4    = %xF0 %x90-BF 2UTF8-tail / %xF1-F3 3UTF8-tail /
                         %xF4 %x80-8F 2UTF8-tail
             UTF8-tail = %x80-BF
             WS = 1*(SP / TAB)
        """;

    /// <summary>RFC 3977, 9.4.1 (one response code), 9.4.3 and 9.5.</summary>
    private const string Capabilities =
        """
             capability-list = "101" [SP trailing-comment] CRLF capabilities-101-ml-content "." CRLF

             trailing-comment = *U-CHAR

             capabilities-101-ml-content = version-line CRLF
                   *(capability-line CRLF)

             capability-line = capability-entry
             capability-entry = X-capability-entry
             X-capability-entry = capability-label *(WS capability-argument)
             capability-label = keyword
             capability-argument = token

             capability-entry =/
                   hdr-capability /
                   implementation-capability /
                   list-capability /
                   over-capability

             hdr-capability = "HDR"
             implementation-capability = "IMPLEMENTATION" *(WS token)
             list-capability = "LIST" 1*(WS keyword)
             over-capability = "OVER" [WS "MSGID"]

             version-line = "VERSION" 1*(WS version-number)
             version-number = nzDIGIT *5DIGIT

        """ + General;

    /// <summary>RFC 3977, 9.8.</summary>
    private const string DataBlock =
        """
             multi-line-data-block = content-lines termination
             content-lines = *([content-text] CRLF)
             content-text = (".." / B-NONDOT) *B-CHAR
             termination = "." CRLF

             B-CHAR     = CTRL / TAB / SP / %x21-FF
             B-NONDOT   = CTRL / TAB / SP / %x21-2D / %x2F-FF  ; exclude "."

             CTRL = %x01-08 / %x0B-0C / %x0E-1F
             TAB = %x09
        """;

    [Fact]
    public void An_answer_to_capabilities_is_a_capability_list()
    {
        var rule = Rfc.Language(Capabilities, "capability-list");

        Assert.All(Lists(), answer => Assert.True(rule.Accepts(answer), answer));
        Assert.False(rule.Accepts("101 Capability list:\r\n.\r\n"));
    }

    [Fact]
    public void Behind_its_first_line_a_capability_list_is_a_data_block()
    {
        var rule = Rfc.Language(DataBlock, "multi-line-data-block");

        Assert.All(Lists(), answer => Assert.True(rule.Accepts(answer[(answer.IndexOf('\n', StringComparison.Ordinal) + 1)..]), answer));
        Assert.True(rule.Accepts("..\r\n\r\n.\r\n") && rule.Accepts(".\r\n"));
        Assert.False(rule.Accepts(".x\r\n.\r\n"));
    }

    [Theory]
    [InlineData("101 Capability list:\r\nSTARTTLS\r\n.\r\n")]
    [InlineData("101 Capability list:\r\nVERSION 2\r\nSASL \r\n.\r\n")]
    [InlineData("101 Capability list:\r\nVERSION 2\r\nXY\r\n.\r\n")]
    public void Servers_list_capabilities_in_ways_that_the_rfc_does_not_know(string answer)
    {
        Assert.False(Rfc.Language(Capabilities, "capability-list").Accepts(answer));
        Assert.True(Rfc.Shipped("nntp.protocol", "capabilities").Accepts(answer));
    }

    private static IEnumerable<string> Lists() =>
        Rfc.Answers("inn-nntp.txt", "CAPABILITIES").Where(answer => answer.StartsWith("101", StringComparison.Ordinal));
}
