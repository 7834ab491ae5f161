namespace ProtocolKit.Grammar.Tests.RfcRules;

public class SmtpTests
{
    /// <summary>RFC 5321, 4.1.1.1 and 4.1.2.</summary>
    private const string Ehlo =
        """
           ehlo-ok-rsp    = ( "250" SP Domain [ SP ehlo-greet ] CRLF )
                            / ( "250-" Domain [ SP ehlo-greet ] CRLF
                            *( "250-" ehlo-line CRLF )
                            "250" SP ehlo-line CRLF )

           ehlo-greet     = 1*(%d0-9 / %d11-12 / %d14-127)
                            ; string of any characters other than CR or LF

           ehlo-line      = ehlo-keyword *( SP ehlo-param )

           ehlo-keyword   = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
                            ; additional syntax of ehlo-params depends on
                            ; ehlo-keyword

           ehlo-param     = 1*(%d33-126)
                            ; any CHAR excluding <SP> and all
                            ; control characters (US-ASCII 0-31 and 127
                            ; inclusive)

           Domain         = sub-domain *("." sub-domain)

           sub-domain     = Let-dig [Ldh-str]

           Let-dig        = ALPHA / DIGIT

           Ldh-str        = *( ALPHA / DIGIT / "-" ) Let-dig
        """;

    /// <summary>RFC 5321, 4.2, and 4.1.2 and 4.1.3 for its names.</summary>
    private const string Greeting =
        """
           Greeting       = ( "220 " (Domain / address-literal)
                          [ SP textstring ] CRLF ) /
                          ( "220-" (Domain / address-literal)
                          [ SP textstring ] CRLF
                          *( "220-" [ textstring ] CRLF )
                          "220" [ SP textstring ] CRLF )

           textstring     = 1*(%d09 / %d32-126) ; HT, SP, Printable US-ASCII

           Domain         = sub-domain *("." sub-domain)

           sub-domain     = Let-dig [Ldh-str]

           Let-dig        = ALPHA / DIGIT

           Ldh-str        = *( ALPHA / DIGIT / "-" ) Let-dig

           address-literal  = "[" ( IPv4-address-literal /
                            IPv6-address-literal /
                            General-address-literal ) "]"
                            ; See Section 4.1.3

           IPv4-address-literal  = Snum 3("."  Snum)

           IPv6-address-literal  = "IPv6:" IPv6-addr

           General-address-literal  = Standardized-tag ":" 1*dcontent

           Standardized-tag  = Ldh-str
                             ; Standardized-tag MUST be specified in a
                             ; Standards-Track RFC and registered with IANA

           dcontent       = %d33-90 / ; Printable US-ASCII
                          %d94-126 ; excl. "[", "\", "]"

           Snum           = 1*3DIGIT
                          ; representing a decimal integer
                          ; value in the range 0 through 255

           IPv6-addr      = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp

           IPv6-hex       = 1*4HEXDIG

           IPv6-full      = IPv6-hex 7(":" IPv6-hex)

           IPv6-comp      = [IPv6-hex *5(":" IPv6-hex)] "::"
                          [IPv6-hex *5(":" IPv6-hex)]
                          ; The "::" represents at least 2 16-bit groups of
                          ; zeros.  No more than 6 groups in addition to the
                          ; "::" may be present.

           IPv6v4-full    = IPv6-hex 5(":" IPv6-hex) ":" IPv4-address-literal

           IPv6v4-comp    = [IPv6-hex *3(":" IPv6-hex)] "::"
                          [IPv6-hex *3(":" IPv6-hex) ":"]
                          IPv4-address-literal
                          ; The "::" represents at least 2 16-bit groups of
                          ; zeros.  No more than 4 groups in addition to the
                          ; "::" and IPv4-address-literal may be present.
        """;

    /// <summary>RFC 5321, 4.2.</summary>
    private const string ReplyLine =
        """
           Reply-line     = *( Reply-code "-" [ textstring ] CRLF )
                          Reply-code [ SP textstring ] CRLF

           Reply-code     = %x32-35 %x30-35 %x30-39

           textstring     = 1*(%d09 / %d32-126) ; HT, SP, Printable US-ASCII
        """;

    [Theory]
    [InlineData("postfix-smtp.txt")]
    [InlineData("postfix-submission.txt")]
    public void An_answer_to_ehlo_is_an_ehlo_ok_rsp(string transcript)
    {
        var rule = Rfc.Language(Ehlo, "ehlo-ok-rsp");

        Assert.All(Rfc.Answers(transcript, "EHLO").Where(answer => answer.StartsWith("250", StringComparison.Ordinal)), answer =>
            Assert.True(rule.Accepts(answer), answer));
        Assert.False(rule.Accepts("250-mail.example.org\r\n"));
        Assert.False(rule.Accepts("250 -.example.org\r\n"));
    }

    [Theory]
    [InlineData("250-mail.example.org\r\n250-AUTH \r\n250 STARTTLS\r\n")]
    [InlineData("250-mail.example.org\r\n250-XVERP=Courier\r\n250 STARTTLS\r\n")]
    [InlineData("250-mail_1.example.org\r\n250 STARTTLS\r\n")]
    [InlineData("250-mail.example.org\r\n250-X_Y\r\n250 STARTTLS\r\n")]
    public void Servers_say_more_to_ehlo_than_the_rfc_lets_them(string answer)
    {
        Assert.False(Rfc.Language(Ehlo, "ehlo-ok-rsp").Accepts(answer));
        Assert.True(Rfc.Shipped("smtp.protocol", "features").Accepts(answer));
    }

    [Fact]
    public void A_greeting_is_a_greeting()
    {
        var rule = Rfc.Language(Greeting, "Greeting");

        Assert.All(Rfc.Answers("postfix-smtp.txt", ""), answer => Assert.True(rule.Accepts(answer), answer));
        Assert.True(rule.Accepts("220-[IPv6:2001:db8::1] ESMTP\r\n220-\r\n220 ready\r\n"));
        Assert.True(rule.Accepts("220 [127.0.0.1]\r\n"));
        Assert.False(rule.Accepts("220 mail_1 ESMTP\r\n"));
        Assert.False(rule.Accepts("220 [127.0.1]\r\n"));
    }

    [Theory]
    [InlineData("220\r\n")]
    [InlineData("220 mail_1.example.org ESMTP\r\n")]
    [InlineData("220 ESMTP at *your* service\r\n", true)]
    public void Servers_greet_in_ways_that_the_rfc_does_not_know(string answer, bool isGreeting = false)
    {
        Assert.Equal(isGreeting, Rfc.Language(Greeting, "Greeting").Accepts(answer));
        Assert.True(Rfc.Shipped("smtp.protocol", "greeting").Accepts(answer));
    }

    [Theory]
    [InlineData("postfix-smtp.txt", "")]
    [InlineData("postfix-smtp.txt", "EHLO")]
    [InlineData("postfix-smtp.txt", "STARTTLS")]
    [InlineData("postfix-submission.txt", "QUIT")]
    public void Every_reply_is_a_reply_line(string transcript, string request)
    {
        var rule = Rfc.Language(ReplyLine, "Reply-line");

        Assert.All(Rfc.Answers(transcript, request), answer => Assert.True(rule.Accepts(answer), answer));
        Assert.False(rule.Accepts("220 \r\n"));
        Assert.True(Rfc.Shipped("smtp.protocol", "ready").Accepts("220 \r\n"));
    }
}
