namespace ProtocolKit.Grammar.Tests.Proofs;

public class ShapeTests
{
    private const string Words =
        """
        protocol p

        hello = "HELLO" CRLF
        odd   = "ODD" *( SP word ) CRLF
        word  = 1*%x21-7E
        start = "START" CRLF
        go    = "GO" CRLF
        no    = "NO" CRLF

        dialogue
        S: hello
        C: start
        S: go / no => refused / odd => refused
        TLS

        """;

    private const string Counted =
        """
        protocol p

        hello = "{" size:uint8 octets($size) CRLF
        start = "START" CRLF
        no    = "NO" CRLF

        dialogue
        S: hello / no => refused
        C: start
        S: "GO" CRLF
        TLS

        """;

    private const string Correlated =
        """
        protocol p

        fresh id : 8ALPHA

        start = id:1*64ALPHA CRLF
        go    = "GO" SP $id CRLF
        no    = "NO" SP $id CRLF

        dialogue
        C: start
        S: go / no => refused
        TLS

        """;

    [Fact]
    public void Prose_is_for_people() =>
        Proof.That(Words).Holds("1*%x21-7E", "1*<any VCHAR except \"=\" and SP>")
            .Breaks("1*<any VCHAR except \"=\" and SP>", "<host name>", "PK011", "<host name>", "'<host name>' is prose", "1*255%x21-7E");

    [Fact]
    public void A_phrase_whose_words_are_no_octets_is_prose() =>
        Proof.That(Words)
            .Breaks("1*%x21-7E", "1*<any CHAR except spaces>", "PK011", "<any CHAR except spaces>", "'<any CHAR except spaces>'");

    [Fact]
    public void Octets_without_end_have_their_length_in_a_comment() =>
        Proof.That(Counted).Breaks("octets($size) CRLF", "*OCTET", "PK012", "hello", "octets($size)");

    [Fact]
    public void Octets_without_end_may_fill_a_part() =>
        Proof.That(Counted).Holds("octets($size)", "within($size, *OCTET)");

    [Fact]
    public void A_turn_that_matches_nothing_could_turn_for_ever() =>
        Proof.That(Words).Breaks("*( SP word )", "*( [ SP word ] )", "PK013", "*( [ SP word ] )", "can match nothing");

    [Fact]
    public void An_optional_part_is_no_turn() =>
        Proof.That(Words).Holds("*( SP word )", "[ *( SP word ) ] *1[ \"!\" ]");

    [Fact]
    public void A_message_has_an_octet_at_least() =>
        Proof.That(Words).Breaks("\"ODD\" *( SP word ) CRLF", "*( SP word ) [ CRLF ]", "PK013", "odd", "can be empty");

    [Theory]
    [InlineData("1*ALPHA")]
    [InlineData("1*257ALPHA")]
    [InlineData("1*256ALPHA [ \"-\" ]")]
    [InlineData("1*2000000000ALPHA \"-\" 1*2000000000ALPHA")]
    public void A_value_that_is_needed_later_has_256_octets_at_most(string element)
    {
        Proof.Compiles(Correlated.Replace("1*64ALPHA", "1*256ALPHA", StringComparison.Ordinal));
        var findings = Proof.Compile(Correlated.Replace("id:1*64ALPHA", $"id:( {element} )", StringComparison.Ordinal)).Diagnostics;

        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.Equal("PK014", finding.Id);
            Assert.Contains("$id is needed after its message", finding.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("( x:1*ALPHA \"1\" / ALPHA x:1*ALPHA \"2\" ) CRLF", "not known yet where 'x' of 'odd' begins or ends")]
    [InlineData("1*99ALPHA 1*99ALPHA CRLF", "not known yet whether a bound applies in 'odd'")]
    [InlineData("x:4ALPHA *ALPHA [ $x ] CRLF", "not known yet whether $x must be repeated in 'odd'")]
    [InlineData("%x00 ( size:uint8 octets($size) / 4OCTET CRLF )", "a part of known size begins in one alternative of 'odd'")]
    [InlineData("%x00 ( size:uint8 octets($size) / octets(4) \"A\" )", "a part of known size begins in one alternative of 'odd'")]
    public void What_is_to_be_done_is_known_when_it_is_to_be_done(string rule, string what)
    {
        var finding = Assert.Single(WithOdd(rule).Diagnostics);

        Assert.Equal("PK005", finding.Id);
        Assert.Contains(what, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"A\" x:\"B\" / x:\"A\" \"C\"")]
    [InlineData("( x:1*4ALPHA \"1\" / 1*4ALPHA \"2\" ) CRLF")]
    [InlineData("( \"A\" one:1*ALPHA \"1\" / \"A\" two:1*ALPHA \"2\" ) CRLF")]
    [InlineData("( 1*99ALPHA \"1\" / 1*98ALPHA \"2\" ) CRLF")]
    [InlineData("*ALPHA last:ALPHA CRLF")]
    [InlineData("*( x:1*4ALPHA \"1\" / 1*4ALPHA \"2\" ) CRLF")]
    public void A_label_that_proves_wrong_is_forgotten(string rule) => Assert.Empty(WithOdd(rule).Diagnostics);

    private static GrammarCompilation WithOdd(string rule) =>
        Proof.Compile(Words.Replace("\"ODD\" *( SP word ) CRLF\nword  = 1*%x21-7E", rule, StringComparison.Ordinal));

    [Fact]
    public void A_number_of_turns_that_is_spelled_out_has_a_bound() =>
        Proof.That(Words).Holds("*( SP word )", "128( SP word )")
            .Breaks("128( SP word )", "129( SP word )", "PK001", "129( SP word )", "129 turns");
}
