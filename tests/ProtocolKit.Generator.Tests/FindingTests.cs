using System.Text;
using Microsoft.CodeAnalysis;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

public class FindingTests
{
    private static readonly string TwoMistakes = Grammars.Text
        .Replace("[SP because:word]", "[SP because:wort]", StringComparison.Ordinal)
            .Replace("\"NO\" CRLF", "\"NO\" wort CRLF", StringComparison.Ordinal);

    private static readonly string[] PlacesOfTwoMistakes =
    [
        "knock.protocol(10,28-10,32): error PK002",
        "knock.protocol(11,15-11,19): error PK002",
    ];

    [Fact]
    public void Each_finding_is_at_its_place_in_the_grammar()
    {
        var run = new Project(("knock.protocol", TwoMistakes)).Run();

        Assert.Equal(PlacesOfTwoMistakes, run.Places());
        Assert.Contains("'wort'", run.Findings[0].GetMessage(null), StringComparison.Ordinal);
        Assert.All(run.Findings, finding => Assert.Equal(LocationKind.ExternalFile, finding.Location.Kind));
        Assert.All(run.Findings, finding => Assert.Equal("grammars/README.md#pk002", finding.Descriptor.HelpLinkUri));
    }

    [Fact]
    public void Line_ends_and_a_byte_order_mark_move_no_finding()
    {
        var file = GrammarFile.Of(
            "knock.protocol", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(TwoMistakes.ReplaceLineEndings("\r\n"))]);

        var run = new Project(new ProjectOptions(), file).Run();

        Assert.Equal(PlacesOfTwoMistakes, run.Places());
    }

    [Fact]
    public void A_finding_moves_with_its_line_when_only_comments_change()
    {
        var project = new Project(("knock.protocol", TwoMistakes));
        project.Run();

        var run = project.WithGrammar("knock.protocol", "; more of them\n; above\n" + TwoMistakes).Run();

        Assert.Equal(["knock.protocol(12,28-12,32): error PK002", "knock.protocol(13,15-13,19): error PK002"], run.Places());
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(ProtocolGenerator.GrammarStep));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(ProtocolGenerator.FindingStep));
    }

    [Fact]
    public void Comments_and_blank_lines_between_move_findings_with_their_lines()
    {
        var text = TwoMistakes.Replace("CRLF\n", "CRLF   ; of \"RFC\" (1)\n\n  ; more\r\n \t\n", StringComparison.Ordinal);

        var run = new Project(("knock.protocol", "\n; first\n" + text)).Run();

        Assert.Equal(["knock.protocol(18,28-18,32): error PK002", "knock.protocol(22,15-22,19): error PK002"], run.Places());
    }

    [Fact]
    public void A_variant_s_finding_in_its_base_moves_with_comments_in_the_base_only()
    {
        var project = new Project(("knock.protocol", Grammars.Text), ("rap.protocol", "protocol rap like knock\n\nyes = \"NO\" CRLF\n"));
        var before = project.Run().Places().ToArray();

        var after = project.WithGrammar("knock.protocol", "; above\n" + Grammars.Text).Run().Places().ToArray();

        Assert.Equal(before.Length, after.Length);
        foreach (var (old, now) in before.Zip(after))
            Assert.Equal(!old.StartsWith("knock", StringComparison.Ordinal), old == now);
    }

    [Fact]
    public void A_warning_is_one_and_the_protocol_is_generated_nevertheless()
    {
        var run = new Project(
            ("knock.protocol",
            Grammars.Text.Replace("S: yes   / no => refused", "S: yes", StringComparison.Ordinal)
            .Replace("no     = \"NO\" CRLF\n", "", StringComparison.Ordinal))).Run();

        Assert.Equal("warning PK043", Assert.Single(run.Places()).Split(": ")[1]);
        Assert.Contains("class KnockDefinition", run.Source("Knock.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_grammars_with_mistakes_have_their_own_findings()
    {
        var run = new Project(
            ("a.protocol", TwoMistakes), ("b.protocol", Grammars.Binary.Replace("flags:uint16", "flags:unit16", StringComparison.Ordinal)))
            .Run();

        Assert.Equal(
            ["a.protocol", "a.protocol", "b.protocol"],
            run.Places().Select(place => place[..place.IndexOf('(', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_mistake_in_a_variant_is_found_in_the_variant()
    {
        var run = new Project(
            ("knock.protocol", Grammars.Text), ("rap.protocol", "protocol rap like knock\n\nstart = \"RAP\" SP wort CRLF\n")).Run();

        Assert.Contains("rap.protocol(3,18-3,22): error PK002", run.Places());
        Assert.Equal(["Knock.g.cs", "Rap.g.cs"], run.HintNames);
    }

    [Fact]
    public void What_a_variant_breaks_in_its_base_is_found_in_the_base_and_names_the_variant()
    {
        var run = new Project(("knock.protocol", Grammars.Text), ("rap.protocol", "protocol rap like knock\n\nyes = \"NO\" CRLF\n")).Run();

        Assert.NotEmpty(run.Findings);
        Assert.All(run.Findings, finding => Assert.True(
            finding.Location.GetLineSpan().Path == "rap.protocol"
                || finding.GetMessage(null).Contains("(In the variant 'rap'.)", StringComparison.Ordinal), finding.ToString()));
        Assert.Contains(run.Findings, finding => finding.Location.GetLineSpan().Path == "knock.protocol");
        Assert.Contains("class KnockDefinition", run.Source("Knock.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_without_its_base_is_PK051_until_the_base_is_there()
    {
        var project = new Project(("rap.protocol", "protocol rap like knock\nport 7009\n"));
        Assert.Equal(["rap.protocol(1,19-1,24): error PK051"], project.Run().Places());

        var run = project.AddGrammar("knock.protocol", Grammars.Text).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("")]
    [InlineData("; nothing but a comment")]
    [InlineData("protocol")]
    [InlineData("\0\uFFFF\uD800")]
    public void A_file_that_is_no_grammar_is_a_finding_and_nothing_is_generated(string text)
    {
        var run = new Project(("a.protocol", text)).Run();

        Assert.NotEmpty(run.Findings);
        Assert.All(run.Findings, finding => Assert.Equal("PK001", finding.Id));
        Assert.Empty(run.HintNames);
        Assert.Null(run.Crash);
    }

    [Fact]
    public void A_project_without_grammars_is_left_alone()
    {
        var run = new Project().Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.HintNames);
    }

    [Theory]
    [InlineData("((((", "))))")]
    [InlineData("[", "]")]
    [InlineData("within(1,", ")")]
    [InlineData("SEQUENCE {", "}")]
    [InlineData("<a>{", "}")]
    [InlineData("word(", ")")]
    public void Deep_nesting_does_not_bring_the_compiler_down(string open, string close)
    {
        var text = Grammars.Text.Replace(
            "\"HELLO\"", string.Concat(Enumerable.Repeat(open, 2_000)) + "\"HELLO\"" + string.Concat(Enumerable.Repeat(close, 2_000)),
            StringComparison.Ordinal);

        Assert.NotEmpty(new Project(("a.protocol", text)).Run().Findings);
    }
}
