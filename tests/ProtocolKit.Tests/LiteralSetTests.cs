using System.Text;

namespace ProtocolKit.Tests;

/// <summary>A set of literals, against a comparison with one after the other.</summary>
public sealed class LiteralSetTests
{
    private static readonly string[] s_verbs = ["AUTH", "ATRN", "MAIL", "RCPT", "QUIT", "8BIT", "-", "[x]"];
    private static readonly string[] s_exact = ["Mike", "{", "mAYBE"];

    [Theory]
    [InlineData("AUTH PLAIN", 1, 4)]
    [InlineData("auth", 1, 4)]
    [InlineData("aTrN\r\n", 2, 4)]
    [InlineData("mail", 3, 4)]
    [InlineData("8bit", 6, 4)]
    [InlineData("-", 7, 1)]
    [InlineData("[X]", 8, 3)]
    [InlineData("Mike", 9, 4)]
    [InlineData("{", 10, 1)]
    [InlineData("mAYBE", 11, 5)]
    [InlineData("mike", 0, 0)]
    [InlineData("AUT", 0, 0)]
    [InlineData("[", 0, 0)]
    [InlineData("M", 0, 0)]
    [InlineData("\r", 0, 0)]
    [InlineData("", 0, 0)]
    [InlineData("XAUTH", 0, 0)]
    public void The_literal_with_which_octets_begin_is_found_and_passed(string text, int number, int length)
    {
        var literals = new LiteralSet(s_verbs, s_exact);
        var position = 2;

        Assert.Equal(number, literals.Match(Encoding.ASCII.GetBytes("::" + text), ref position));
        Assert.Equal(2 + length, position);
    }

    [Fact]
    public void Whatever_begins_a_literal_may_go_on_and_nothing_else_may()
    {
        var literals = new LiteralSet(s_verbs, s_exact);
        string[] beginnings =
        [
            .. s_verbs.SelectMany(Beginnings).SelectMany(text => new[] { text.ToUpperInvariant(), text.ToLowerInvariant() }),
            .. s_exact.SelectMany(Beginnings),
        ];
        string[] others = ["mik", "mike", "AUTHX", "authority", "[[", "z", "\r", "--", "MAYB", "\u007f"];

        Assert.All(beginnings, text => Assert.True(literals.CanBeginWith(Encoding.ASCII.GetBytes(text)), text));
        Assert.All(others, text => Assert.False(literals.CanBeginWith(Encoding.ASCII.GetBytes(text)), text));
    }

    private static IEnumerable<string> Beginnings(string text) => Enumerable.Range(0, text.Length + 1).Select(length => text[..length]);
}
