namespace ProtocolKit.Grammar.Tests.Proofs;

public class AmbiguityTests
{
    private const string Alternatives =
        """
        protocol p

        first  = "GO" CRLF
        second = "NO" CRLF
        third  = "ELSE" CRLF

        dialogue
        C: "START" CRLF
        S: "GOOD" CRLF / third => refused / first => refused / second => refused
        TLS

        """;

    private const string Xml =
        """
        protocol p

        namespace "urn:p"

        go = <answer kind="go"/>
        no = <answer kind="no"/>

        dialogue
        C: <start/>
        S: go / no => refused
        TLS

        """;

    [Theory]
    [InlineData("( \"GO\" / \"ON\" ) CRLF", "( \"NO\" / \"on\" ) CRLF")]
    [InlineData("1*2DIGIT CRLF", "2*3DIGIT CRLF")]
    [InlineData("\"1\" *( \"2\" / \"3\" ) \"4\"", "\"1\" *( \"2\" / \"5\" ) \"4\"")]
    [InlineData("%x00-01 %xFF", "%x01-02 %xFF")]
    [InlineData("%x09.5C.0D.0A / %x00", "%x01 / %x09.5C.0D.0A")]
    public void The_example_of_an_overlap_is_accepted_by_both(string first, string second)
    {
        var text = Alternatives.Replace("\"GO\" CRLF", first, StringComparison.Ordinal)
            .Replace("\"NO\" CRLF", second, StringComparison.Ordinal);
        var overlap = Assert.Single(Proof.Compile(text).Diagnostics, finding => finding.Id == "PK020");
        var (one, other) = (Language(first), Language(second));

        Assert.Equal("second => refused", text.Substring(overlap.Span.Start, overlap.Span.Length));
        Assert.StartsWith("Both 'first' and 'second' accept \"", overlap.Message, StringComparison.Ordinal);
        var quoted = overlap.Message.Split('"');
        Assert.True(Accepts(one, quoted[1]) && Accepts(other, quoted[1]), quoted[1]);
        Assert.True(Accepts(one, quoted[3]) && !Accepts(other, quoted[3]), quoted[3]);
    }

    [Fact]
    public void An_earlier_alternative_within_a_later_one_wins() =>
        Proof.That(Alternatives).Holds("\"NO\" CRLF", "1*ALPHA CRLF");

    [Fact]
    public void A_later_alternative_within_an_earlier_one_never_matches() =>
        Proof.That(Alternatives)
            .Breaks("\"GO\" CRLF", "1*ALPHA CRLF", "PK021", "second => refused", "'second' never matches", "'first' stands before it");

    [Fact]
    public void Of_two_equal_alternatives_the_later_never_matches() =>
        Proof.That(Alternatives)
            .Breaks("\"NO\" CRLF", "\"go\" CRLF", "PK021", "second => refused", "'second' never matches", "'first' stands before it");

    [Fact]
    public void The_same_message_does_not_stand_twice_in_a_line() =>
        Proof.That(Alternatives)
            .Breaks("/ second => refused", "/ second => refused / third => refused", "PK021", "third => refused", "'third' never matches");

    [Fact]
    public void What_is_said_at_any_time_stands_behind_every_alternative() =>
        Proof.That(Alternatives + "any time\nS: 1*ALPHA CRLF => closed\n")
            .Breaks("1*ALPHA CRLF => closed", "( \"NO\" / \"BYE\" ) CRLF => closed\nS: \"BYE\" CRLF => closed", "PK021",
                "S: \"BYE\" CRLF => closed", "never matches");

    [Fact]
    public void What_is_said_at_any_time_does_not_overlap_with_an_alternative() =>
        Proof.That(Alternatives + "any time\nS: \"BYE\" CRLF => closed\n")
            .Breaks("\"NO\" CRLF", "( \"NO\" / \"BYE\" / \"OH\" ) CRLF", "PK021", "S: \"BYE\" CRLF => closed", "'second' stands before it");

    [Fact]
    public void In_any_order_the_requests_of_all_steps_come_at_one_place()
    {
        const string text =
            """
            protocol p

            dialogue
            C: "ASK" CRLF
            S: "OK" CRLF
            C: ( "ASK" / "START" ) CRLF
            S: "OK" CRLF / "NO" CRLF => refused
            TLS

            """;

        Proof.That(text)
            .Breaks("dialogue", "dialogue in any order", "PK041", "( \"ASK\" / \"START\" ) CRLF", "can be \"ASK\\r\\n\"",
            "reads as '\"ASK\" CRLF'");
    }

    [Fact]
    public void No_message_is_the_beginning_of_another() =>
        Proof.That(Alternatives).Breaks("\"NO\" CRLF", "\"GO\" CRLF \"NO\" CRLF", "PK022", "second => refused",
            "\"GO\\r\\n\" of 'first' is the beginning of \"GO\\r\\nNO\\r\\n\" of 'second'");

    [Fact]
    public void No_message_is_the_beginning_of_an_earlier_one() =>
        Proof.That(Alternatives)
            .Breaks("\"GO\" CRLF", "\"NO\" CRLF 1*DIGIT \";\"", "PK022", "first => refused", "of 'second' is the beginning of",
            "of 'first'");

    [Fact]
    public void No_message_is_the_beginning_of_itself() =>
        Proof.That(Alternatives).Holds("\"NO\" CRLF", "1*DIGIT CRLF").Breaks("1*DIGIT CRLF", "1*DIGIT", "PK022", "second => refused",
            "\"0\" of 'second' is the beginning of \"00\" of 'second'", "CRLF");

    [Fact]
    public void Two_ways_to_fill_a_label_are_one_too_many() =>
        Proof.That(Alternatives).Holds("\"NO\" CRLF", "word:*ALPHA *DIGIT CRLF")
            .Breaks("*DIGIT CRLF", "*( ALPHA / DIGIT ) CRLF", "PK023", "second", "two ways to fill 'word' with \"", "'second'");

    [Fact]
    public void Two_ways_to_read_what_no_label_sees_are_no_matter() =>
        Proof.That(Alternatives).Holds("\"NO\" CRLF", "*ALPHA *( ALPHA / DIGIT ) CRLF");

    [Fact]
    public void Elements_are_told_apart_by_their_attributes() =>
        Proof.That(Xml).Holds("no = <answer kind=\"no\"/>", "no = <answer/>")
            .Breaks("go = <answer kind=\"go\"/>", "go = <answer/>", "PK021", "no => refused", "'no' never matches");

    [Fact]
    public void Elements_overlap_by_their_attributes() =>
        Proof.That(Xml)
            .Breaks("no = <answer kind=\"no\"/>", "no = <answer type=\"no\"/>", "PK020", "no => refused", "Both 'go' and 'no' accept",
            "kind=", "type=");

    private static Automata.Dfa Language(string rule) => Proof.Compiles(
        $"protocol p\nodd = {rule}\ndialogue\nC: \"START\" CRLF\nS: %xFE / %xFD => refused / odd => refused\nTLS\n").Messages.Single(
            message => message.Name == "odd").Language!;

    private static bool Accepts(Automata.Dfa language, string example) => Proof.Accepts(language, Proof.Unescape(example));
}
