namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>The limits admit what a grammar wants to be read.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("8 octets", "7 octets", "\"HELLO!\" CRLF", "", "a message of at least 8 octets, expected at most 7")]
    [InlineData("22 octets", "20 octets", "1*VCHAR CRLF", "\"ABCDEFGHIJKLMNOPQRST\" CRLF", "at least 22 octets that are written for 'hello', expected at most 20")]
    [InlineData("3 items", "2 items", "3*( SP ALPHA ) CRLF", "\" a b c\" CRLF", "a repetition of at least 3 turns, expected at most 2")]
    [InlineData("3 items", "2 items", "n:uint8(3..9) $n( uint16 )", "", "'n', which counts at least 3 turns, expected at most 2")]
    [InlineData("4 items", "3 items", "*( SP word:ALPHA ) CRLF", "\" a b c d\" CRLF", "a list of 4 that is written for 'hello', expected at most 3")]
    public void A_message_and_what_is_written_for_it_fit(string wide, string narrow, string rule, string text, string found) =>
        Proof.That(Proof.Small.Replace("\"HELLO\" CRLF", rule, StringComparison.Ordinal)
                .Replace("protocol p\n", $"protocol p\nlimit {wide}\n", StringComparison.Ordinal) + (text.Length > 0 ? $"says\nhello {text}\n" : ""))
            .Breaks($"limit {wide}", $"limit {narrow}", "PK001", "hello", $"Found {found}: write 'limit' with more");

    [Fact]
    public void A_dialogue_has_no_more_rounds()
    {
        Proof.That(Proof.Small).Holds("protocol p\n", "protocol p\nlimit 2 rounds\n");

        var finding = Assert.Single(Proof.Compile(Proof.Small.Replace("protocol p\n", "protocol p\nlimit 1 rounds\n", StringComparison.Ordinal)).Diagnostics);

        Assert.Equal(
            "Found a dialogue in which the client reads at least 2 messages before TLS, expected at most 1: write 'limit' with more rounds.",
            finding.Message);
    }

    [Fact]
    public void Rounds_are_counted_on_the_shortest_way() =>
        Proof.That(Proof.Small.Replace("protocol p\n", "protocol p\nlimit 2 rounds\nparameter more : 2*3ALPHA = \"no\"\n", StringComparison.Ordinal)
            .Replace("C: start\n", "C: \"ASK\" CRLF if more \"yes\" else skip\nS: \"ANSWER\" CRLF\nC: start\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"LIST\" *( SP $extension ) CRLF", 100)]
    [InlineData("\"LIST a b\" *( SP $extension ) CRLF", 98)]
    [InlineData("\"LIST \" *( $extension SP ) \"a\" CRLF", 99)]
    public void What_a_text_has_beside_a_list_counts(string text, int most)
    {
        var model = Proof.Compiles(
            Proof.Small.Replace("hello = \"HELLO\" CRLF", "parameter extension : *1*8ALPHA\nhello = \"LIST\" *( SP word:1*8ALPHA ) CRLF", StringComparison.Ordinal)
                + $"says\nhello {text}\n");

        Assert.Equal(most, model.Limits.Items - model.Parameters.Single().TurnsBeside);
    }
}
