namespace ProtocolKit.Grammar.Tests.Proofs;

public class NameTests
{
    private const string Tagged =
        """
        protocol p

        parameter name : 1*16ALPHA = "me"
        fresh tag : 4ALPHA

        hello  = "HELLO" SP offer:1*16ALPHA CRLF
        start  = tag:4ALPHA SP $name CRLF
        answer = $tag SP size:uint8 octets($size) CRLF
        no     = "no" SP $tag CRLF

        dialogue
        S: hello
        C: start  if offer "TLS"
        S: answer / no => refused
        TLS

        says
        hello "HELLO TLS" CRLF

        """;

    [Fact]
    public void A_rule_that_is_not_there_is_named_with_the_one_that_was_meant() =>
        Proof.That(Proof.Small).Breaks("S: hello", "S: helo", "PK002", "helo", "no rule 'helo'", "did you mean 'hello'?");

    [Fact]
    public void A_rule_within_a_rule_must_be_there() =>
        Proof.That(Proof.Small).Breaks("\"GO\" CRLF", "\"GO\" CRFL", "PK002", "CRFL", "no rule 'CRFL'", "did you mean 'CRLF'?");

    [Fact]
    public void A_repeated_value_must_come_from_somewhere() =>
        Proof.That(Tagged).Breaks("\"no\" SP $tag", "\"no\" SP $tga", "PK002", "$tga", "Nothing gives $tga a value", "did you mean 'tag'?");

    [Fact]
    public void A_size_must_stand_before_what_it_counts() =>
        Proof.That(Tagged).Breaks("octets($size)", "octets($offer)", "PK002", "$offer", "No 'offer' precedes $offer");

    [Fact]
    public void A_condition_tests_a_label() =>
        Proof.That(Tagged)
            .Breaks("if offer \"TLS\"", "if ofer \"TLS\"", "PK002", "ofer", "No message has a label 'ofer'", "did you mean 'offer'?");

    [Fact]
    public void What_is_kept_stands_before_tls() =>
        Proof.That(Proof.Small).Holds("TLS\n", "TLS keeps hello\n")
            .Breaks("keeps hello", "keeps helo", "PK002", "helo", "No message 'helo'", "did you mean 'hello'?");

    [Fact]
    public void A_text_belongs_to_a_rule() =>
        Proof.That(Tagged).Breaks("hello \"HELLO TLS\"", "helo \"HELLO TLS\"", "PK002", "helo", "no rule 'helo'");

    [Fact]
    public void A_parameter_needs_a_rule_or_a_label() =>
        Proof.That(Tagged).Breaks("name : 1*16ALPHA =", "name =", "PK002", "$name", "Nothing gives $name a value");

    [Fact]
    public void Two_rules_of_one_name_are_one_too_many() =>
        Proof.That(Proof.Small).Holds("go    = \"GO\" CRLF\n", "go = \"GO\" CRLF\nGo =/ \"GOES\" CRLF\n")
            .Breaks("Go =/", "Go =", "PK003", "Go", "'Go' is defined twice", "'=/'");

    [Fact]
    public void Two_parameters_of_one_name_are_one_too_many() =>
        Proof.That(Tagged).Breaks("fresh tag", "parameter NAME : 1*16ALPHA\nfresh tag", "PK003", "NAME", "'NAME' is declared twice");

    [Fact]
    public void Host_is_always_there() =>
        Proof.That(Tagged).Breaks("fresh tag", "parameter host : 1*16ALPHA\nfresh tag", "PK003", "host", "'host' is always there");

    [Fact]
    public void Two_texts_for_one_rule_are_one_too_many() =>
        Proof.That(Tagged).Holds("hello \"HELLO TLS\" CRLF\n", "hello \"HELLO TLS\" CRLF\nTLS\nhello \"HELLO X\" CRLF\n")
            .Breaks("TLS\nhello", "Hello", "PK003", "Hello", "two texts for 'Hello'");

    [Fact]
    public void A_rule_that_nothing_uses_is_probably_misspelt() =>
        Proof.That(Proof.Small).Breaks("dialogue", "odd = \"ODD\" CRLF\ndialogue", "PK004", "odd", "'odd' is never used");

    [Fact]
    public void A_core_rule_may_be_defined_again_without_use() =>
        Proof.That(Proof.Small).Holds("dialogue", "VCHAR = %x21-7E\ndialogue");

    [Fact]
    public void A_parameter_that_nothing_writes_or_tests_is_probably_misspelt() =>
        Proof.That(Tagged)
            .Breaks("fresh tag", "parameter more : 1*16ALPHA\nfresh tag", "PK004", "more", "'more' is never written or tested");
}
