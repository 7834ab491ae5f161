namespace ProtocolKit.Grammar.Tests.RfcRules;

public class ImapTests
{
    /// <summary>RFC 9051, 9, here and in what follows.</summary>
    private const string Characters =
        """
           atom            = 1*ATOM-CHAR

           ATOM-CHAR       = <any CHAR except atom-specials>

           atom-specials   = "(" / ")" / "{" / SP / CTL / list-wildcards /
                             quoted-specials / resp-specials

           list-wildcards  = "%" / "*"

           quoted-specials = DQUOTE / "\"

           resp-specials   = "]"

        """;

    /// <summary>With RFC 3629, 4, for UTF-8.</summary>
    private const string Text =
        """
           text            = 1*(TEXT-CHAR / UTF8-2 / UTF8-3 / UTF8-4)
                               ; Non-ASCII text can only be returned
                               ; after ENABLE.

           TEXT-CHAR       = <any CHAR except CR and LF>

           UTF8-2      = %xC2-DF UTF8-tail
           UTF8-3      = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2( UTF8-tail ) /
                         %xED %x80-9F UTF8-tail / %xEE-EF 2( UTF8-tail )
           UTF8-4      = %xF0 %x90-BF 2( UTF8-tail ) / %xF1-F3 3( UTF8-tail ) /
                         %xF4 %x80-8F 2( UTF8-tail )
           UTF8-tail   = %x80-BF

        """;

    private const string Capability =
        """
           capability      = ("AUTH=" auth-type) / atom
                               ; New capabilities SHOULD be
                               ; registered with IANA using the
                               ; RFC Required policy, or be
                               ; Experimental.

           auth-type       = atom
                               ; Authentication mechanism name, as defined by
                               ; [SASL], Section 7.1

           capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev2"
                             *(SP capability)
                               ; See Section 7.2.2 for details

        """;

    private const string Conditions =
        """
           resp-text       = ["[" resp-text-code "]" SP] [text]

           resp-text-code  = "ALERT" /
                             "BADCHARSET" [SP "(" charset *(SP charset) ")" ] /
                             capability-data / "PARSE" /
                             "PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)]
                             ")" / "READ-ONLY" / "READ-WRITE" / "TRYCREATE" /
                             "UIDNEXT" SP nz-number / "UIDVALIDITY" SP nz-number /
                             resp-code-apnd / resp-code-copy / "UIDNOTSTICKY" /
                             "UNAVAILABLE" / "AUTHENTICATIONFAILED" /
                             "AUTHORIZATIONFAILED" / "EXPIRED" /
                             "PRIVACYREQUIRED" / "CONTACTADMIN" / "NOPERM" /
                             "INUSE" / "EXPUNGEISSUED" / "CORRUPTION" /
                             "SERVERBUG" / "CLIENTBUG" / "CANNOT" /
                             "LIMIT" / "OVERQUOTA" / "ALREADYEXISTS" /
                             "NONEXISTENT" / "NOTSAVED" / "HASCHILDREN" /
                             "CLOSED" /
                             "UNKNOWN-CTE" /
                             atom [SP 1*<any TEXT-CHAR except "]">]

           charset         = atom / quoted

           quoted          = DQUOTE *QUOTED-CHAR DQUOTE

           QUOTED-CHAR     = <any TEXT-CHAR except quoted-specials> /
                             "\" quoted-specials / UTF8-2 / UTF8-3 / UTF8-4

           flag-perm       = flag / "\*"

           flag            = "\Answered" / "\Flagged" / "\Deleted" /
                             "\Seen" / "\Draft" / flag-keyword / flag-extension
                               ; Does not include "\Recent"

           flag-extension  = "\" atom
                               ; Future expansion.

           flag-keyword    = "$MDNSent" / "$Forwarded" / "$Junk" /
                             "$NotJunk" / "$Phishing" / atom

           resp-code-apnd  = "APPENDUID" SP nz-number SP append-uid

           resp-code-copy  = "COPYUID" SP nz-number SP uid-set SP uid-set

           append-uid      = uniqueid

           uniqueid        = nz-number
                               ; Strictly ascending

           uid-set         = (uniqueid / uid-range) *("," uid-range)

           uid-range       = (uniqueid ":" uniqueid)

           nz-number       = digit-nz *DIGIT
                               ; Non-zero unsigned 32-bit integer
                               ; (0 < n < 4,294,967,296)

           digit-nz        = %x31-39
                               ; 1-9

        """;

    private const string Greeting =
        """
           greeting        = "*" SP (resp-cond-auth / resp-cond-bye) CRLF

           resp-cond-auth  = ("OK" / "PREAUTH") SP resp-text
                               ; Authentication condition

           resp-cond-bye   = "BYE" SP resp-text

        """ + Conditions + Capability + Text + Characters;

    private const string Tagged =
        """
           response-tagged = tag SP resp-cond-state CRLF

           resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text
                               ; Status condition

           tag             = 1*<any ASTRING-CHAR except "+">

           ASTRING-CHAR   = ATOM-CHAR / resp-specials

        """ + Conditions + Capability + Text + Characters;

    /// <summary>RFC 9051, 9: what leads from a fetched body to itself.</summary>
    private const string Body =
        """
           msg-att-static  = "BODY" ["STRUCTURE"] SP body

           body            = "(" (body-type-1part / body-type-mpart) ")"

           body-type-1part = (body-type-basic / body-type-msg / body-type-text)
                             [SP body-ext-1part]

           body-type-mpart = 1*body SP media-subtype
                             [SP body-ext-mpart]
                               ; MULTIPART body part

           body-type-msg   = media-message SP body-fields SP envelope
                             SP body SP body-fld-lines

        """;

    [Fact]
    public void A_greeting_is_a_greeting()
    {
        var rule = Rfc.Language(Greeting, "greeting");

        Assert.All(Rfc.Answers("dovecot-imap.txt", ""), answer => Assert.True(rule.Accepts(answer), answer));
        Assert.True(rule.Accepts("* PREAUTH [CAPABILITY IMAP4rev2] \xC3\xA9\r\n"));
        Assert.False(rule.Accepts("* NO not now\r\n"));
    }

    [Theory]
    [InlineData("a1 CAPABILITY")]
    [InlineData("a2 STARTTLS")]
    [InlineData("a4 STARTTLS")]
    [InlineData("b2 AUTHENTICATE")]
    [InlineData("b3 FOOBAR")]
    public void What_ends_an_answer_is_a_tagged_response(string request)
    {
        var rule = Rfc.Language(Tagged, "response-tagged");
        var lines = Rfc.Answers("dovecot-imap.txt", request).SelectMany(answer => answer.Split("\r\n"))
            .Where(line => line.StartsWith(request[..2], StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(rule.Accepts(line + "\r\n"), line));
    }

    [Fact]
    public void Servers_end_answers_without_a_text_though_the_rfc_asks_for_a_space()
    {
        Assert.False(Rfc.Language(Tagged, "response-tagged").Accepts("a1 OK\r\n"));
        Assert.True(Rfc.Shipped("imap.protocol", "ok").Accepts("a1 OK\r\n"));
    }

    [Fact]
    public void Servers_of_an_older_imap_list_capabilities_that_the_rfc_rejects()
    {
        var rule = Rfc.Language(Capability + Characters, "\"*\" SP capability-data CRLF");
        var shipped = Rfc.Shipped("imap.protocol", "capabilities");
        var lines = Rfc.Answers("dovecot-imap.txt", "a1 CAPABILITY")
            .Select(answer => answer[..(answer.IndexOf('\n', StringComparison.Ordinal) + 1)])
            .Where(line => line.StartsWith("* CAPABILITY", StringComparison.Ordinal)).ToArray();

        Assert.True(rule.Accepts("* CAPABILITY AUTH=PLAIN IMAP4rev2 STARTTLS\r\n"));
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.False(rule.Accepts(line)));
        Assert.All(lines, line =>
            Assert.True(rule.Accepts(line.Replace("IMAP4rev1", "IMAP4rev1 IMAP4rev2", StringComparison.Ordinal)), line));
        Assert.All(lines, line => Assert.True(shipped.Accepts(line), line));
    }

    [Fact]
    public void Without_its_line_end_capability_data_may_go_on()
    {
        var finding = Assert.Single(Rfc.Compile(Capability + Characters, "capability-data").Diagnostics);

        Assert.Equal("PK022", finding.Id);
        Assert.Contains(
            "\"CAPABILITY IMAP4rev2\" of 'capability-data' is the beginning of \"CAPABILITY IMAP4rev2", finding.Message,
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_label_in_both_lists_of_capability_data_can_be_filled_in_two_ways()
    {
        var labelled = Capability.Replace("*(SP capability)", "*(SP name:capability)", StringComparison.Ordinal);
        var findings = Rfc.Compile(labelled + Characters, "\"*\" SP capability-data CRLF").Diagnostics;

        Assert.Contains(findings, finding => finding.Id == "PK023" && finding.Message.Contains("'name'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_response_with_a_body_in_it_is_recursive()
    {
        var rest = string.Concat("body-type-basic body-type-text body-ext-1part body-ext-mpart media-message media-subtype body-fields envelope body-fld-lines".Split(' ')
            .Select(name => $"   {name} = \"x\"\n"));
        var findings = Rfc.Compile(Body + rest, "\"*\" SP 1*DIGIT SP \"FETCH (\" msg-att-static \")\" CRLF").Diagnostics;

        Assert.All(findings, finding => Assert.Equal("PK010", finding.Id));
        Assert.Contains(findings, finding => finding.Message.Contains("body → body-type-mpart → body.", StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains("\"*\" SP line", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_literal_has_its_length_in_a_comment()
    {
        const string literal =
            """
               literal         = "{" number64 ["+"] "}" CRLF *CHAR8
                                   ; <number64> represents the number of CHAR8s.
                                   ; A non-synchronizing literal is distinguished
                                   ; from a synchronizing literal by the presence
                                   ; of "+" before the closing "}".

               number64        = 1*DIGIT
                                   ; Unsigned 63-bit integer
                                   ; (0 <= n <= 9,223,372,036,854,775,807)

               CHAR8           = %x01-ff
                                   ; any OCTET except NUL, %x00
            """;
        var finding = Assert.Single(Rfc.Compile(literal, "literal").Diagnostics);

        Assert.Equal("PK012", finding.Id);
        Assert.Contains("octets($size)", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Rfc.Compile(literal.Replace("number64 [\"+\"]", "size:1*9DIGIT [\"+\"]", StringComparison.Ordinal)
            .Replace("*CHAR8", "octets($size)", StringComparison.Ordinal).Split("   number64  ")[0], "literal").Diagnostics);
    }
}
