namespace ProtocolKit.Grammar.Tests.RfcRules;

public class ManageSieveTests
{
    /// <summary>RFC 5804, 4, and RFC 3629, 4, for UTF-8.</summary>
    private const string Strings =
        """
            string                = quoted

            quoted                = DQUOTE *1024QUOTED-CHAR DQUOTE
                                    ;; limited to 1024 octets between the <">s

            QUOTED-CHAR           = SAFE-UTF8-CHAR / "\" QUOTED-SPECIALS

            QUOTED-SPECIALS       = DQUOTE / "\"

            SAFE-UTF8-CHAR        = SAFE-CHAR / UTF8-2 / UTF8-3 / UTF8-4
                                    ;; <UTF8-2>, <UTF8-3>, and <UTF8-4>
                                    ;; are defined in [UTF-8].

            SAFE-CHAR             = %x01-09 / %x0B-0C / %x0E-21 / %x23-5B /
                                    %x5D-7F
                                    ;; any TEXT-CHAR except QUOTED-SPECIALS

            UTF8-2      = %xC2-DF UTF8-tail
            UTF8-3      = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2( UTF8-tail ) /
                          %xED %x80-9F UTF8-tail / %xEE-EF 2( UTF8-tail )
            UTF8-4      = %xF0 %x90-BF 2( UTF8-tail ) / %xF1-F3 3( UTF8-tail ) /
                          %xF4 %x80-8F 2( UTF8-tail )
            UTF8-tail   = %x80-BF

        """;

    private const string Atoms =
        """
            atom                  = 1*1024ATOM-CHAR

            ATOM-CHAR             = "!" / %x23-27 / %x2A-5B / %x5D-7A / %x7C-7E
                                    ;; Any CHAR except ATOM-SPECIALS

            number                = (NZDIGIT *DIGIT) / "0"
                                    ;; A 32-bit unsigned number
                                    ;; with no extra leading zeros.
                                    ;; (0 <= n < 4,294,967,296)

            NZDIGIT               = %x31-39
                                    ;; 1-9

        """;

    private const string ResponseOk =
        """
            response-ok           = "OK" [SP "(" resp-code ")"]
                                    [SP string] CRLF
                                    ;; The string contains human-readable text
                                    ;; encoded as UTF-8.

            resp-code             = "TRANSITION-NEEDED" / "TRYLATER" /
                                    "ACTIVE" / "NONEXISTENT" /
                                    "ALREADYEXISTS" / "WARNINGS" /
                                    "TAG" SP string /
                                    resp-code-ext

            resp-code-ext         = resp-code-name [SP extension-data]
                                    ;; unknown response codes MUST be tolerated
                                    ;; by the client.

            resp-code-name        = iana-token

            iana-token            = atom
                                    ;; MUST be registered with IANA

            extend-token          = atom

            extension-data        = extension-item *(SP extension-item)

            extension-item        = extend-token / string / number /
                                    "(" [extension-data] ")"

        """;

    [Fact]
    public void A_response_is_recursive_in_its_extension_data()
    {
        var findings = Rfc.Compile(ResponseOk + Atoms + Strings, "response-ok").Diagnostics;

        Assert.All(findings, finding => Assert.Equal("PK010", finding.Id));
        Assert.Contains(findings, finding =>
            finding.Message.Contains("extension-data → extension-item → extension-data.", StringComparison.Ordinal));
    }

    [Fact]
    public void With_one_level_written_out_a_response_is_read()
    {
        var rule = Rfc.Language(ResponseOk.Replace("[extension-data]", "[simple-item *(SP simple-item)]", StringComparison.Ordinal)
            + "    simple-item = extend-token / string / number\n"
                + Atoms.Replace("1*1024ATOM-CHAR", "1*ATOM-CHAR", StringComparison.Ordinal) + Strings, "response-ok");

        Assert.True(rule.Accepts("OK\r\n") && rule.Accepts("OK \"Begin TLS \\\"now\\\".\"\r\n"));
        Assert.True(rule.Accepts("OK (X-CODE (a \"b\" 1) 2) \"done\"\r\n"));
        Assert.False(rule.Accepts("OK (X-CODE ((a)))\r\n") || rule.Accepts("OK \"a\"b\"\r\n"));
    }

    [Fact]
    public void A_capability_line_has_quoted_strings()
    {
        const string line =
            """
                single-capability     = capability-name [SP string] CRLF

                capability-name       = string

                                        ;; Note that literal-s2c is allowed.

            """;
        var rule = Rfc.Language(line + Strings, "single-capability");
        var prose = Rfc.Language(
            line + Strings.Replace("DQUOTE *1024QUOTED-CHAR DQUOTE", "<\"> *1024QUOTED-CHAR <\">", StringComparison.Ordinal),
            "single-capability");

        Assert.All(new[] { rule, prose }, language =>
        {
            Assert.True(language.Accepts("\"STARTTLS\"\r\n") && language.Accepts("\"SIEVE\" \"fileinto vacation\"\r\n"));
            Assert.False(language.Accepts("STARTTLS\r\n") || language.Accepts("\"STARTTLS\r\n"));
        });
    }

    [Fact]
    public void A_literal_has_its_length_in_a_comment()
    {
        const string literal =
            """
                literal-s2c           = "{" number "}" CRLF *OCTET
                                        ;; Almost identical to literal-c2s,
                                        ;; but with no '+' character.
                                        ;; The number represents the number of
                                        ;; octets.

                number                = (NZDIGIT *DIGIT) / "0"

                NZDIGIT               = %x31-39
                                        ;; 1-9
            """;
        var finding = Assert.Single(Rfc.Compile(literal, "literal-s2c").Diagnostics);

        Assert.Equal("PK012", finding.Id);
    }
}
