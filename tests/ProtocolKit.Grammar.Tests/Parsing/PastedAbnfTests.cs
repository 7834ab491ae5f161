namespace ProtocolKit.Grammar.Tests.Parsing;

public class PastedAbnfTests
{
    [Fact]
    public void Rules_in_the_style_of_rfc_5321_are_read_as_printed() =>
        Assert.Equal(
            [
                "ehlo = seq('EHLO', SP, alt(Domain, address-literal), CRLF)",
                "ehlo-ok-rsp = alt(seq('250', SP, Domain, opt(seq(SP, ehlo-greet)), CRLF), seq('250-', Domain, opt(seq(SP, ehlo-greet)), CRLF, "
                    + "rep[0..](seq('250-', ehlo-line, CRLF)), '250', SP, ehlo-line, CRLF))",
                "ehlo-greet = rep[1..](alt(x00-09, x0B-0C, x0E-7F))",
                "ehlo-line = seq(ehlo-keyword, rep[0..](seq(SP, ehlo-param)))",
                "Ldh-str = seq(rep[0..](alt(ALPHA, DIGIT, '-')), Let-dig)",
                "Reply-code = seq(x32-35, x30-35, x30-39)",
            ],
            Reading.Rules(
                """

                   ehlo           = "EHLO" SP ( Domain / address-literal ) CRLF

                   ehlo-ok-rsp    = ( "250" SP Domain [ SP ehlo-greet ] CRLF )
                                  / ( "250-" Domain [ SP ehlo-greet ] CRLF
                                  *( "250-" ehlo-line CRLF )
                                  "250" SP ehlo-line CRLF )

                   ehlo-greet     = 1*(%d0-9 / %d11-12 / %d14-127)
                                  ; string of any characters other than CR or LF

                   ehlo-line      = ehlo-keyword *( SP ehlo-param )

                 Ldh-str        = *( ALPHA / DIGIT / "-" ) Let-dig

                   Reply-code     = %x32-35 %x30-35 %x30-39

                """));

    [Fact]
    public void Rules_in_the_style_of_rfc_9051_are_read_as_printed() =>
        Assert.Equal(
            [
                "ATOM-CHAR = prose(any CHAR except atom-specials)",
                "CHAR8 = x01-FF",
                "capability-data = seq('CAPABILITY', rep[0..](seq(SP, capability)), SP, 'IMAP4rev2', rep[0..](seq(SP, capability)))",
                "greeting = seq('*', SP, alt(resp-cond-auth, resp-cond-bye), CRLF)",
                "literal = seq('{', number64, opt('+'), '}', CRLF, rep[0..](CHAR8))",
                "QUOTED-CHAR = alt(prose(any TEXT-CHAR except quoted-specials), seq('\\', quoted-specials), UTF8-2)",
                "resp-text-code = alt('ALERT', seq('BADCHARSET', opt(seq(SP, '(', charset, rep[0..](seq(SP, charset)), ')'))), "
                    + "seq(atom, opt(seq(SP, rep[1..](prose(any TEXT-CHAR except \"]\"))))))",
                "tag = rep[1..](prose(any ASTRING-CHAR except \"+\"))",
                "TEXT-CHAR = prose(any CHAR except CR and LF)",
            ],
            Reading.Rules(
                """

                   ATOM-CHAR       = <any CHAR except atom-specials>

                   CHAR8           = %x01-ff
                                       ; any OCTET except NUL, %x00

                   capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev2"
                                     *(SP capability)
                                       ; Servers MUST implement the "STARTTLS"
                                       ; capability; see <the text> below.

                   greeting        = "*" SP (resp-cond-auth / resp-cond-bye) CRLF

                   literal         = "{" number64 ["+"] "}" CRLF *CHAR8

                   QUOTED-CHAR     = <any TEXT-CHAR except quoted-specials> /
                                     "\" quoted-specials / UTF8-2

                   resp-text-code  = "ALERT" /
                                     "BADCHARSET" [SP "(" charset *(SP charset) ")" ] /
                                     atom [SP 1*<any TEXT-CHAR except "]">]

                   tag             = 1*<any ASTRING-CHAR except "+">

                   TEXT-CHAR       = <any CHAR except CR and LF>

                """));
}
