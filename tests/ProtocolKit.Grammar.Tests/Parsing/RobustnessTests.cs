using System.Diagnostics;
using System.Text;
using CsCheck;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Grammar.Tests.Parsing;

public class RobustnessTests
{
    private const int Megabyte = 1 << 20;
    private const int Much = 1 << 17;

    private static readonly string[] s_pieces =
    [
        "(", ")", "[", "]", "{", "}", "<", ">", "/>", "</", "*", "/", "=", "=>", "=/", ":", ",", ";", "\"", "$", "%x", "%s\"", "...", "..",
            "-", "&",
        "\n", "\n ", "\r\n", "\t", " ", "\uFEFF", "\0", "é", "\uD83D", "\uDE00", "C:", "S:", "TLS", "if", "else", "or", "OF", "SEQUENCE",
            "INTEGER",
        "octets(", "within($", "rest", "uint8(", "1*", "99999999999999999999", "0x", "dialogue", "\nany time\n", "\nsays\n", "a = ",
            "<any x>", "<\">",
    ];

    private static readonly Gen<string> s_texts = Gen.OneOf(ShippedGrammars.Texts.ToArray());

    private static readonly Gen<string> s_mutants =
        from text in s_texts
        from edits in Gen.Select(Gen.Int[0, Much], Gen.Int[0, 40], Gen.OneOf(s_pieces)).Array[1, 8]
        select edits.Aggregate(text, (mutant, edit) => Mutate(mutant, edit.Item1, edit.Item2, edit.Item3));

    public static TheoryData<string, string> Monsters { get; } = new()
    {
        { "parentheses", new string('(', Megabyte) },
        { "parentheses in a rule", "a = " + new string('(', Megabyte) },
        { "brackets in a rule", "a = " + new string('[', Much) },
        { "angle brackets", "a = " + new string('<', Much) },
        { "tags", "a = " + Repeat("<p:e>{") },
        { "tags with prose", "a = " + Repeat("<a b") },
        { "sequences of sequences", "a = " + Repeat("SEQUENCE OF ") },
        { "calls", "a = " + Repeat("a(") },
        { "rules with arguments", Repeat("a(a,\n") },
        { "labels", "a = " + Repeat("a:") },
        { "repetitions", "a = " + Repeat("1*") },
        { "numbers", "a = " + new string('9', Much) },
        { "octets", "a = %x" + Repeat("00.") },
        { "wrong octets", "a = " + Repeat("%x ") },
        { "dollars", "a = " + Repeat("$ ") },
        { "quotes", "a = " + Repeat("\"\n ") },
        { "stray characters", Repeat("|\n") },
        { "elements", "a = " + Repeat("b / ") },
        { "conditions", "dialogue\nC: a if " + Repeat("a or ") },
        { "answers", "any time\nC: a " + Repeat("S: a ") },
        { "words", new string('a', Much) },
        { "lines", Repeat("abc\n") },
        { "blank lines", Repeat(" \n") },
        { "comments", Repeat(";\n") },
    };

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        s_mutants.Sample(
            text =>
            {
                var result = GrammarParser.Parse("mutant.protocol", text);
                foreach (var finding in result.Diagnostics)
                    Assert.InRange(finding.Span.End, finding.Span.Start, text.Length);
            },
            iter: 2000, threads: 1);

    [Fact]
    public void Without_comments_whatever_is_understood_is_understood_alike() =>
        s_mutants.Sample(
            text =>
            {
                var stripped = GrammarText.WithoutComments(text);
                Assert.Equal(stripped, GrammarText.WithoutComments(stripped));
                var result = GrammarParser.Parse("mutant.protocol", text);
                if (result.Diagnostics.Count == 0)
                    Assert.Equal(
                        SyntaxPrinter.Print(result.File), SyntaxPrinter.Print(GrammarParser.Parse("mutant.protocol", stripped).File));
            },
            iter: 500, threads: 1);

    [Fact]
    public void Without_comments_whatever_is_wrong_is_found_at_its_place() =>
        s_mutants.Sample(
            text =>
            {
                var uncommented = UncommentedText.Of(text);
                Assert.Equal(
                    GrammarParser.Parse("mutant.protocol", text).Diagnostics,
                    GrammarParser.Parse("mutant.protocol", uncommented.Text).Diagnostics
                        .Select(finding => finding with { Span = uncommented.PlaceOf(finding.Span) }));
            },
            iter: 2000, threads: 1);

    [Fact]
    public void A_text_that_is_too_long_stays_so_without_comments()
    {
        var text = Repeat("; comment\n", 100_000) + "protocol a\n";

        Assert.Equal(text, UncommentedText.Of(text).Text);
        Assert.Equal(new(1_000_000, 0), UncommentedText.Of(text).PlaceOf(new(1_000_000, 0)));
    }

    [Fact]
    public void A_byte_order_mark_behind_a_comment_is_none_of_the_text() =>
        Assert.Equal("protocol a\n", GrammarText.WithoutComments("; one\n\uFEFFprotocol a\n"));

    [Theory]
    [MemberData(nameof(Monsters))]
    public void Much_of_anything_is_read_soon(string what, string text)
    {
        var watch = Stopwatch.StartNew();
        var result = GrammarParser.Parse("monster.protocol", text);
        GrammarText.WithoutComments(text);

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{what} took {watch.Elapsed}.");
        Assert.InRange(result.Diagnostics.Count, 1, 100);
    }

    [Fact]
    public void Nesting_ends_at_a_limit_and_says_so()
    {
        var (marked, message) = Reading.Finding(new string('(', 70) + "a" + new string(')', 70));

        Assert.Equal("(", marked);
        Assert.Equal("nested deeper than 64 levels; give the inner part a rule of its own", message);
        Assert.Equal("a", Reading.Expression(new string('(', 63) + "a" + new string(')', 63)));
    }

    [Theory]
    [InlineData("( ", " )")]
    [InlineData("[ ", " ]")]
    [InlineData("a - ( ", " )")]
    [InlineData("l:1*2a(", ")")]
    [InlineData("l:$c(", ")")]
    [InlineData("l:within($s, ", ")")]
    [InlineData("1*2SEQUENCE OF ", "")]
    [InlineData("l:OCTETS (", ")")]
    [InlineData("l:CONTEXT 1 { ", " }")]
    [InlineData("*l:<p:e a=l:b>{ ", " }")]
    public void The_deepest_nesting_needs_little_stack(string opening, string closing)
    {
        var text = "protocol p\nx = " + Repeat(opening, 62) + "a" + Repeat(closing, 62);
        var findings = -1;
        var thread = new Thread(() => findings = GrammarParser.Parse("deep.protocol", text).Diagnostics.Count, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(0, findings);
    }

    private static string Mutate(string text, int place, int length, string piece)
    {
        var start = place % (text.Length + 1);
        var end = Math.Min(text.Length, start + length);
        return (length % 4) switch
        {
            0 => text.Insert(start, piece),
            1 => text.Remove(start, end - start),
            2 => text.Insert(place / 7 % (text.Length + 1), text[start..end]),
            _ => text.Remove(start, end - start).Insert(start, piece),
        };
    }

    private static string Repeat(string piece, int? times = null) =>
        new StringBuilder().Insert(0, piece, times ?? (Much / piece.Length)).ToString();
}
