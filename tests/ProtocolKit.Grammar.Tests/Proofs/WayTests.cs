namespace ProtocolKit.Grammar.Tests.Proofs;

public class WayTests
{
    private const string Long =
        """
        protocol p

        parameter name : 1*8ALPHA = "me"
        fresh tag : 4ALPHA

        list = "* LIST" *( SP offer:1*8ALPHA ) CRLF
        ask  = tag:1*8ALPHA SP "ASK" CRLF
        ok   = $tag SP "OK" CRLF
        no   = $tag SP "NO" CRLF

        dialogue
        S: "HELLO" SP $name CRLF
        C: ask
        S: list / no => next
        S: ok / no => refused
        C: tag:1*8ALPHA SP "START" CRLF  if offer "TLS" or unknown else refused
        S: ok / no => refused
        TLS
        C: ask
        S: list / no => next
        S: ok

        says
        list shortest

        """;

    [Fact]
    public void A_line_behind_outcomes_alone_is_never_reached() =>
        Proof.That(Long).Breaks("S: list / no => next\nS: ok / no => refused", "S: ok => next / no => next\nS: ok / no => refused", "PK030",
            "S: ok / no => refused", "never reached");

    [Fact]
    public void A_line_behind_outcomes_alone_is_never_reached_inside_tls() =>
        Proof.That(Long).Breaks("S: list / no => next\nS: ok\n", "S: ok => next / no => next\nS: ok\n", "PK030", "S: ok", "never reached");

    [Fact]
    public void Tls_is_reached() =>
        Proof.That(Proof.Small)
            .Breaks("S: go / no => refused", "S: go => unavailable / no => refused", "PK031", "TLS", "No line before leads here");

    [Fact]
    public void The_end_is_reached_inside_tls() =>
        Proof.That(Long)
            .Breaks("S: list / no => next\nS: ok\n", "S: list / no => refused\nS: ok => closed\n", "PK031", "S: ok => closed",
            "Every way inside TLS ends");

    [Fact]
    public void A_way_round_leads_to_tls_too() =>
        Proof.That(Long)
            .Holds("S: list / no => next\nS: ok / no => refused\nC: tag:1*8ALPHA",
            "S: list / no => next\nS: ok => refused / no => refused\nC: tag:1*8ALPHA");

    [Fact]
    public void There_is_a_dialogue() =>
        Proof.That("protocol p\ndialogue\nC: \"START\" CRLF\nS: \"GO\" CRLF / \"NO\" CRLF => refused\nTLS\n")
            .Breaks("\ndialogue\nC: \"START\" CRLF\nS: \"GO\" CRLF / \"NO\" CRLF => refused\nTLS\n", "\n", "PK031", "protocol p",
                "no dialogue");

    [Fact]
    public void There_is_a_line_that_starts_tls() =>
        Proof.That(Proof.Small).Breaks("\nTLS\n", "\n", "PK031", "dialogue\nS: hello\nC: start\nS: go / no => refused", "never starts TLS");

    [Fact]
    public void Tls_starts_once() =>
        Proof.That(Proof.Small).Breaks("\nTLS\n", "\nTLS\nTLS at once\n", "PK031", "TLS at once", "TLS starts twice");

    [Fact]
    public void Tls_follows_an_answer() =>
        Proof.That(Proof.Small).Breaks("S: go / no => refused\nTLS", "S: go / no => refused\nC: start\nTLS", "PK032", "TLS", "TLS at once");

    [Fact]
    public void Tls_without_an_answer_is_at_once() =>
        Proof.That(Proof.Small).Holds("S: go / no => refused\nTLS", "S: go / no => refused\nC: start\nTLS at once");

    [Fact]
    public void A_greeting_is_no_answer() =>
        Proof.That(Proof.Small)
            .Breaks("C: start\nS: go / no => refused\nTLS", "S: go / no => refused\nTLS\nC: start", "PK032", "TLS",
            "answer to a client's request");

    [Fact]
    public void Every_answer_repeats_what_is_fresh() =>
        Proof.That(Long)
            .Breaks("S: list / no => next\nS: ok / no", "S: list / \"* NO\" CRLF => next\nS: ok / no", "PK033", "\"* NO\" CRLF => next",
            "'tag' is fresh", "$tag");

    [Fact]
    public void One_message_of_every_way_repeats_what_is_fresh() =>
        Proof.That(Long).Holds("S: ok / no => refused\nTLS", "S: \"...\" CRLF\nS: ok / no => refused\nTLS")
            .Breaks("S: ok / no => refused\nTLS", "S: \"OK\" CRLF / no => refused\nTLS", "PK033", "S: \"OK\" CRLF / no => refused",
                "no message repeats $tag");

    [Fact]
    public void What_one_way_has_not_asked_may_be_unknown() =>
        Proof.That(Long)
            .Breaks("offer \"TLS\" or unknown", "offer \"TLS\"", "PK034", "offer \"TLS\"", "'offer' may be unknown here", "'or unknown'");

    [Theory]
    [InlineData("tag \"TLS\"", "tag \"TLS\"", "Label it in a message of the server")]
    [InlineData("tag \"TLS\" or unknown", "tag \"TLS\" or unknown", "Label it in a message of the server")]
    public void A_role_does_not_test_what_it_says_itself(string condition, string marked, string advice) =>
        Proof.That(Long).Breaks("offer \"TLS\" or unknown", condition, "PK034", marked, "'tag' is what the client says itself", advice);

    [Fact]
    public void A_role_does_not_test_a_label_in_place_of_its_parameter() =>
        Proof.That(Long)
            .Holds("S: \"HELLO\" SP $name CRLF\nC: ask", "S: \"HELLO\" CRLF\nC: \"ME\" SP name:1*8ALPHA CRLF\nS: \"YOU\" CRLF\nC: ask")
            .Breaks("offer \"TLS\" or unknown", "name \"TLS\"", "PK034", "name \"TLS\"", "Give the parameter 'name' another name");

    [Fact]
    public void What_every_way_has_asked_is_known() =>
        Proof.That(Long)
            .Holds("S: list / no => next\nS: ok / no => refused\nC: tag", "S: list / no => refused\nS: ok / no => refused\nC: tag")
            .Holds("if offer \"TLS\" or unknown", "if offer \"TLS\"");

    [Fact]
    public void What_is_skipped_leaves_the_answer_unknown() =>
        Proof.That(Long)
            .Holds("S: list / no => next\nS: ok / no => refused\nC: tag", "S: list / no => refused\nS: ok / no => refused\nC: tag")
            .Holds("C: ask\nS: list / no => refused", "C: ask  if name \"me\" else skip\nS: list / no => refused")
            .Breaks("offer \"TLS\" or unknown", "offer \"TLS\"", "PK034", "offer \"TLS\"", "'offer' may be unknown here");

    [Fact]
    public void What_was_said_before_tls_is_no_condition_inside_it() =>
        Proof.That(Long).Holds("TLS\nC: ask\nS: list / no => next", "TLS\nC: ask  if name \"me\"\nS: list / no => next")
            .Breaks("if name \"me\"", "if offer \"X\"", "PK035", "offer \"X\"", "'offer' may be unknown here", "before TLS");

    [Fact]
    public void What_was_said_before_tls_is_not_repeated_inside_it() =>
        Proof.That(Long)
            .Breaks("TLS\nC: ask\nS: list / no => next\nS: ok", "TLS\nC: \"ASK\" CRLF\nS: ok", "PK035", "ok", "$tag ended at TLS");

    [Fact]
    public void A_server_knows_the_name_of_the_host_from_the_client_alone() =>
        Proof.That(
            Proof.Small.Replace(
            "C: start", "C: \"OPEN\" SP host:1*63ALPHA CRLF\nS: \"AT\" SP $host CRLF\nC: start", StringComparison.Ordinal))
            .Breaks("\"OPEN\" SP host:1*63ALPHA CRLF", "\"OPEN\" CRLF", "PK034", "\"AT\" SP $host CRLF",
                "$host has no value here for the server", "host:1*255VCHAR");

    [Fact]
    public void Nor_can_it_compare_a_name_that_it_was_not_told() =>
        Proof.That(Proof.Small)
            .Breaks("start = \"START\" CRLF", "start = \"START\" SP $host CRLF", "PK034", "start",
            "$host has no value here for the server");

    [Theory]
    [InlineData("[ SP x:2ALPHA ] SP $x")]
    [InlineData("( SP x:2ALPHA / \"-\" ) SP $x")]
    [InlineData("*( SP x:2ALPHA ) \"-\" $x")]
    [InlineData("\"-\" $x SP x:2ALPHA")]
    public void A_label_of_the_message_s_own_is_repeated_where_it_has_been_read_for_sure(string element) =>
        Proof.That(Proof.Small)
            .Breaks("hello = \"HELLO\" CRLF", $"parameter x : 2ALPHA = \"ab\"\nhello = \"HELLO\" {element} CRLF", "PK034", "hello",
            "repeats $x", "not have been read");

    [Theory]
    [InlineData("x:3DIGIT", "x \"042\"", "a number")]
    [InlineData("x:3ALPHA", "x 42", "text")]
    [InlineData("x:3ALPHA", "x & 1", "text")]
    public void A_condition_compares_like_with_like(string label, string condition, string kind) =>
        Proof.That(
            Proof.Small.Replace("hello = \"HELLO\" CRLF", $"hello = \"HELLO\" SP {label} CRLF", StringComparison.Ordinal)
            + $"says\nhello \"HELLO\" SP \"{(label.Contains("DIGIT", StringComparison.Ordinal) ? "042" : "abc")}\" CRLF\n")
            .Breaks("C: start\n", $"C: start  if {condition}\n", "PK001", condition, $"'x' is {kind}");
}
