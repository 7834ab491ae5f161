using System.Text;

namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary><c>a - b</c>: what the first accepts and the second does not.</summary>
public class DifferenceTests
{
    private const string Field =
        """
        protocol p

        token = 1*ALPHA
        field = ( token - "Upgrade" ) ":" word:*ALPHA CRLF

        dialogue
        C: "START" CRLF
        S: "GO" CRLF / "NO" CRLF => closed / field => refused
        TLS

        """;

    [Theory]
    [InlineData("1*ALPHA - \"NO\"", "n", "nop", "o", "now")]
    [InlineData("*( %x20-7E ) - ( 3DIGIT SP *( %x20-7E ) )", "", "12", "1234 x", "123", "123-x", " 123 x")]
    [InlineData("OCTET - %x2E", "\0", "-", "/", "ÿ")]
    [InlineData("1*ALPHA - ( \"a\" / \"b\" ) - \"c\"", "d", "aa", "cc")]
    [InlineData("1*16ALPHA - 3*5ALPHA", "ab", "abcdef")]
    public void What_is_left_is_accepted(string rule, params string[] sentences)
    {
        var language = Language(rule);

        Assert.All(sentences, sentence => Assert.True(Proof.Accepts(language, Encoding.Latin1.GetBytes(sentence + "\r\n")), sentence));
    }

    [Theory]
    [InlineData("1*ALPHA - \"NO\"", "no", "NO", "No", "1")]
    [InlineData("*( %x20-7E ) - ( 3DIGIT SP *( %x20-7E ) )", "123 ", "123 x")]
    [InlineData("OCTET - %x2E", ".")]
    [InlineData("1*ALPHA - ( \"a\" / \"b\" ) - \"c\"", "a", "B", "C")]
    [InlineData("1*16ALPHA - 3*5ALPHA", "abc", "abcd", "abcde")]
    public void What_is_taken_away_is_not(string rule, params string[] sentences)
    {
        var language = Language(rule);

        Assert.All(sentences, sentence => Assert.False(Proof.Accepts(language, Encoding.Latin1.GetBytes(sentence + "\r\n")), sentence));
    }

    [Fact]
    public void What_can_only_end_in_what_is_taken_away_is_refused_at_once()
    {
        var language = Language("*( %x20-7E ) - ( 3DIGIT SP *( %x20-7E ) )");

        var state = Encoding.ASCII.GetBytes("123")
            .Aggregate(language.States[0], (at, octet) =>
            language.States[at.Transitions.Single(transition => transition.Octets.Contains(octet)).Target]);

        Assert.DoesNotContain(state.Transitions, transition => transition.Octets.Contains((byte)' '));
    }

    [Fact]
    public void It_keeps_alternatives_apart() =>
        Proof.That(Field).Holds("/ field => refused", "/ field => refused / \"Upgrade:\" 1*ALPHA CRLF => unavailable")
            .Breaks("( token - \"Upgrade\" )", "token", "PK021", "\"Upgrade:\" 1*ALPHA CRLF => unavailable", "never matches");

    [Theory]
    [InlineData("( token - ( name:\"Upgrade\" ) )")]
    [InlineData("( token - 1*40ALPHA )")]
    [InlineData("( token - octets(3) )")]
    public void Both_sides_are_plain(string difference) =>
        Proof.That(Field).Breaks("( token - \"Upgrade\" )", difference, "PK001", difference[2..^2], "a difference of more than plain text");

    [Fact]
    public void Something_is_left() =>
        Proof.That(Field).Breaks("( token - \"Upgrade\" )", "( token - 1*OCTET )", "PK001", "token - 1*OCTET", "nothing in it");

    [Theory]
    [InlineData("16( 16( 16( 16( 16( ALPHA DIGIT ) ) ) ) )")]
    [InlineData("16( 16( 16( ALPHA DIGIT ) ) )")]
    public void What_has_too_many_places_is_said_to_have(string large) =>
        Proof.That(Field).Breaks("( token - \"Upgrade\" )", $"( token - ( {large} ) )", "PK005", $"token - ( {large} )", "too many places");

    private static Automata.Dfa Language(string rule) => Proof.Compiles(
        $"protocol p\nodd = ( {rule} ) CRLF\ndialogue\nC: \"START\" CRLF\nS: %xFE.FE.FE / %xFD.FD.FD => closed / odd => refused\nTLS\nsays\nodd shortest\n")
        .Messages.Single(message => message.Name == "odd").Language!;
}
