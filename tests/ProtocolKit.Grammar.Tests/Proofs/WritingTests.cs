namespace ProtocolKit.Grammar.Tests.Proofs;

public class WritingTests
{
    private const string Offering =
        """
        protocol p

        parameter name : 1*8ALPHA = "me"
        parameter extension : *1*8ALPHA
        fresh id : 4DIGIT

        hello = "HELLO" SP name:1*8ALPHA CRLF
        list  = "LIST" *( SP offer:1*8ALPHA ) CRLF
        ask   = "ASK" SP id:1*8( ALPHA / DIGIT ) CRLF
        go    = "GO" SP $id CRLF
        no    = "NO" SP 3DIGIT SP $id CRLF

        dialogue
        S: hello
        C: ask
        S: list
        S: go
        C: ask  if offer "TLS"
        S: go / no => refused
        TLS
        C: ask
        S: list
        S: go

        says
        list "LIST TLS" *( SP $extension ) CRLF
        no   "NO 123 " $id CRLF
        TLS
        list "LIST" *( SP $extension ) CRLF

        """;

    [Fact]
    public void What_has_no_spelling_needs_a_text() =>
        Proof.That(Proof.Small).Holds("hello = \"HELLO\"", "hello = \"HELLO\" SP \"ANY\"")
            .Breaks("\"ANY\"", "word:1*ALPHA", "PK040", "hello", "what to write for 'word' in 'hello'", "says");

    [Fact]
    public void What_a_client_writes_needs_a_text_too() =>
        Proof.That(Proof.Small).Breaks("\"START\" CRLF", "\"START\" SP 1*ALPHA CRLF", "PK040", "start", "in 'start'");

    [Fact]
    public void An_alternative_with_an_outcome_may_be_without_a_text() =>
        Proof.That(Proof.Small).Holds("S: go / no => refused", "S: go / no => refused / \"ER\" 1*DIGIT CRLF => unavailable");

    [Fact]
    public void What_only_the_peer_writes_inside_tls_needs_no_text() =>
        Proof.That(Offering).Holds("S: list\nS: go\n\nsays", "S: list\nS: go / \"ER\" 1*DIGIT SP $id CRLF\n\nsays");

    [Fact]
    public void A_server_speaks_first_inside_tls() =>
        Proof.That(Proof.Small).Holds("TLS\n", "TLS\nS: \"HI\" CRLF\n")
            .Breaks("\"HI\" CRLF", "\"HI\" 1*ALPHA CRLF", "PK040", "\"HI\" 1*ALPHA CRLF", "ALPHA");

    [Fact]
    public void A_text_is_a_sentence_of_its_rule() =>
        Proof.That(Offering)
            .Breaks("\"NO 123 \" $id CRLF", "\"NO 12 \" $id CRLF", "PK041", "no   \"NO 12 \" $id CRLF", "can say \"NO 12 ",
            "no sentence of 'no'");

    [Fact]
    public void A_text_is_a_sentence_of_its_rule_for_every_legal_value() =>
        Proof.That(Offering)
            .Breaks("parameter extension : *1*8ALPHA", "parameter extension : *1*8VCHAR", "PK041",
            "list \"LIST TLS\" *( SP $extension ) CRLF", "no sentence of 'list'");

    [Fact]
    public void A_text_has_a_case_where_the_rule_has_one() =>
        Proof.That(Offering).Holds("go    = \"GO\"", "go    = %s\"GO\"").Holds("says\n", "says\ngo \"GO \" $id CRLF\n")
            .Breaks("\"GO \" $id", "\"Go \" $id", "PK041", "go \"Go \" $id CRLF", "can say \"Go ");

    [Theory]
    [InlineData("no    = \"NO\" CRLF", "no = \"GO\" [ SP 1*ALPHA ] CRLF")]
    [InlineData("no    = \"NO\" CRLF", "no = 2ALPHA CRLF\nno-text = \"GO\" CRLF")]
    public void A_refusal_is_not_read_as_consent(string part, string replacement)
    {
        var text = Proof.Small.Replace(part, replacement.Split('\n')[0], StringComparison.Ordinal) + "says\nno \"GO\" CRLF\n";
        var finding = Assert.Single(Proof.Compile(text).Diagnostics);

        Assert.Equal(("PK041", "no => refused"), (finding.Id, text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.Contains("written for 'no' can be \"GO\\r\\n\"", finding.Message, StringComparison.Ordinal);
        Assert.Contains("reads as 'go'", finding.Message, StringComparison.Ordinal);
        Assert.Empty(
            Proof.Compile(
            text.Replace(
            "no \"GO\" CRLF", replacement.Contains('[', StringComparison.Ordinal) ? "no \"GO AWAY\" CRLF" : "no \"NO\" CRLF",
            StringComparison.Ordinal)).Diagnostics);
    }

    [Fact]
    public void A_refusal_without_a_text_is_its_shortest_sentence() =>
        Proof.That(Proof.Small)
            .Breaks("no    = \"NO\" CRLF", "no = \"GO\" [ SP ] CRLF", "PK041", "no => refused", "can be \"GO\\r\\n\"", "reads as 'go'");

    [Fact]
    public void Inside_tls_the_offer_of_tls_is_withdrawn()
    {
        var text = Offering.Replace("TLS\nlist \"LIST\" *( SP $extension ) CRLF\n", "", StringComparison.Ordinal);
        var compilation = Proof.Compile(text);
        var finding = Assert.Single(compilation.Diagnostics);

        Assert.Equal(
            ("PK042", "list \"LIST TLS\" *( SP $extension ) CRLF", false),
            (finding.Id, text.Substring(finding.Span.Start, finding.Span.Length).TrimEnd(), finding.IsError));
        Assert.Contains("'list' still offers \"TLS\"", finding.Message, StringComparison.Ordinal);
        Assert.NotNull(compilation.Model);
    }

    [Fact]
    public void Inside_tls_the_offer_of_tls_is_not_written_again() =>
        Proof.That(Offering)
            .Breaks("list \"LIST\" *( SP", "list \"LIST tls\" *( SP", "PK042", "list \"LIST tls\" *( SP $extension ) CRLF",
            "'list' still offers \"TLS\"");

    [Fact]
    public void A_server_that_can_not_refuse_is_worth_a_warning() =>
        Proof.That(Proof.Small)
            .Breaks("no    = \"NO\"", "no = 2HEXDIG", "PK043", "dialogue\nS: hello\nC: start\nS: go / no => refused\nTLS",
            "can't refuse TLS");

    [Fact]
    public void A_parameter_fits_its_place() =>
        Proof.That(Offering)
            .Breaks("parameter name : 1*8ALPHA", "parameter name : 1*8VCHAR", "PK044", "name", "The parameter 'name' may be \"!\"");

    [Fact]
    public void A_parameter_is_no_longer_than_its_place() =>
        Proof.That(Offering).Breaks("parameter name : 1*8ALPHA", "parameter name : 1*9ALPHA", "PK044", "name", "may be \"AAAAAAAAA\"");

    [Fact]
    public void A_long_parameter_is_no_longer_than_its_place() =>
        Proof.That(Offering.Replace("1*8ALPHA", "1*80ALPHA", StringComparison.Ordinal))
            .Breaks("parameter name : 1*80ALPHA", "parameter name : 1*81ALPHA", "PK044", "name", "The parameter 'name' may have 81 octets",
            "80 at most");

    [Fact]
    public void A_long_parameter_is_no_shorter_than_its_place() =>
        Proof.That(
            Offering.Replace("1*8ALPHA", "20*80ALPHA", StringComparison.Ordinal)
            .Replace("\"me\"", "\"abcdefghijklmnopqrst\"", StringComparison.Ordinal))
            .Breaks("parameter name : 20*80ALPHA", "parameter name : 19*80ALPHA", "PK044", "name",
                "The parameter 'name' may have 19 octets", "20 at least");

    [Fact]
    public void A_fresh_value_fits_its_place() =>
        Proof.That(Offering).Breaks("fresh id : 4DIGIT", "fresh id : 4VCHAR", "PK044", "id", "The fresh value 'id' may be");

    [Fact]
    public void A_default_is_a_legal_value() =>
        Proof.That(Offering)
            .Breaks("= \"me\"", "= \"m e\"", "PK044", "parameter name : 1*8ALPHA = \"m e\"", "The default \"m e\" of 'name'", "1*8ALPHA");

    [Fact]
    public void A_list_is_written_once_per_value() =>
        Proof.That(Offering).Holds("\"LIST TLS\" *( SP $extension ) CRLF", "\"LIST TLS\" *( SP $extension SP $extension ) CRLF");

    [Fact]
    public void A_text_may_leave_out_an_attribute_that_has_a_rule() => Proof.Compiles(
        """
        protocol p
        namespace "urn:p"

        name = 1*8ALPHA
        ask  = <ask [of=name]>{ [<more [of=of:name]/>], ... }
        go   = <go/>
        no   = <no/>

        dialogue
        C: ask
        S: go / no => refused
        TLS

        says
        ask  <ask>{ <more/> }
        """);
}
