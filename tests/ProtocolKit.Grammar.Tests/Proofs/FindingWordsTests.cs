namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>What findings say.</summary>
public class FindingWordsTests
{
    private const string Tail =
        """

        ok = "OK" CRLF
        no = "NO" CRLF
        dialogue
        C: ask
        S: ok / no => refused
        TLS
        says

        """;

    [Fact]
    public void What_is_never_used_is_a_warning_that_hides_nothing()
    {
        var findings = Findings("odd = \"ODD\" CRLF\nask = \"A\" CRLF", "ask \"B\" CRLF");

        Assert.Equal(["PK004", "PK041"], findings.Select(finding => finding.Id));
        Assert.Equal([false, true], findings.Select(finding => finding.IsError));
    }

    [Fact]
    public void A_grammar_with_something_unused_compiles()
    {
        var compilation = Proof.Compile("protocol p\nparameter more : 1*8ALPHA = \"a\"\nodd = \"ODD\" CRLF\nask = \"A\" CRLF" + Tail);

        Assert.NotNull(compilation.Model);
        Assert.Empty(compilation.Model.Parameters);
        Assert.All(compilation.Diagnostics, finding => Assert.Equal("PK004", finding.Id));
    }

    [Fact]
    public void Where_a_parameter_has_no_label_the_label_is_named()
    {
        var finding = Assert.Single(Findings("parameter id : id = \"abc\"\nid = 1*8ALPHA\nask = \"REQ\" SP id CRLF"));

        Assert.Equal("PK040", finding.Id);
        Assert.Contains("'id:id'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("$id", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "ask = \"A\" size:uint8 within($size, *ALPHA) \"!\"", "ask \"A\" uint8(2) \"x!\"",
        "A size and a count must be those of what is written")]
    [InlineData(
        "ask = \"A\" count:uint8 $count( ALPHA ) \"!\"", "ask \"A\" uint8(2) \"x!\"",
        "A size and a count must be those of what is written")]
    [InlineData("ask = \"A\" 1*3DIGIT CRLF", "ask \"AB\" CRLF", "behind \"A\" the rule has DIGIT")]
    [InlineData("ask = \"A\" 1*3DIGIT CRLF", "ask \"A1\"", "the rule has DIGIT / CR behind it")]
    [InlineData("ask = \"A\" CRLF", "ask \"A\" CRLF \"B\"", "the rule has nothing more")]
    public void A_text_that_is_no_sentence_is_told_why(string rule, string text, string why)
    {
        var finding = Assert.Single(Findings(rule, text), finding => finding.Id == "PK041");

        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK022", "begin = \"A\" count:uint8 $count( uint8 )\nmore = \"A\" count:uint8 $count( uint8 ) *ALPHA \"!\"")]
    [InlineData(
        "PK022",
        "begin = \"A\" size:uint8 within($size, *ALPHA)\nmore = \"A\" size:uint8 within($size, *ALPHA) [ size:uint8 within($size, rest) ]")]
    [InlineData("PK020", "begin = \"A\" size:uint8 within($size, 1*ALPHA)\nmore = \"A\" size:uint8 within($size, 1*VCHAR *ALPHA \"x\")")]
    [InlineData("PK020", "begin = \"A\" 1*ALPHA CRLF\nmore = \"A\" 1*( \"a\" / DIGIT ) CRLF")]
    public void Two_sentences_of_a_finding_differ(string id, string rules)
    {
        var text =
            $"protocol p\n{rules}\nno = \"N\" CRLF\nask = \"Q\" CRLF\ndialogue\nC: ask\nS: no / begin => refused / more => refused\nTLS\n";

        var findings = Proof.Compile(text).Diagnostics.Where(finding => finding.Id == id).ToArray();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
            Assert.True(
            finding.Message.Split('"') is var parts && parts.Where((_, i) => i % 2 == 1).Distinct().Count() == parts.Length / 2,
            finding.Message));
    }

    [Fact]
    public void Each_finding_has_a_place_in_the_reference()
    {
        Assert.Equal("grammars/README.md#pk020", GrammarDiagnostics.Overlap.HelpLink);
        Assert.Equal("grammars/README.md#pk999", GrammarDiagnosticDescriptor.LinkTo("PK999"));
    }

    private static IReadOnlyList<GrammarDiagnostic> Findings(string rules, string text = "") =>
        Proof.Compile("protocol p\n" + rules + Tail + text + "\n").Diagnostics;
}
