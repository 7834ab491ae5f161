namespace ProtocolKit.Grammar.Tests.Proofs;

public class RecursionTests
{
    private const string Xml =
        """
        protocol p

        namespace "urn:p"

        hello = <hello>{ [list] }
        list  = <list>{ *word, [end] }
        word  = <word/>
        end   = <end/>
        start = <start/>
        go    = <go/>
        no    = <no/>

        dialogue
        S: hello
        C: start
        S: go / no => refused
        TLS

        says
        hello shortest

        """;

    [Theory]
    [InlineData("go = go", "go", "go → go")]
    [InlineData("go = \"GO\" ( go / CRLF )", "go", "go → go")]
    [InlineData("go = go go", "go", "go → go")]
    [InlineData("go = \"(\" ga ga \")\"\nga = [ gb ] gb\ngb = ga / go", "go", "go → ga → gb → go")]
    [InlineData("go = ga(ALPHA)\nga(x) = x ga(x)", "ga", "ga → ga")]
    public void A_rule_within_itself_is_shown_with_its_way_back(string rules, string marked, string way)
    {
        var findings = Proof.Compile(Proof.Small.Replace("go    = \"GO\" CRLF", rules, StringComparison.Ordinal)).Diagnostics;

        Assert.All(findings, finding => Assert.Equal("PK010", finding.Id));
        Assert.Contains(findings, finding =>
            finding.Message.Contains(way, StringComparison.Ordinal) && finding.Message.Contains("line form", StringComparison.Ordinal));
        Assert.Contains(marked, way, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_rule_within_itself_the_place_is_marked_where_it_returns() =>
        Proof.That(Proof.Small).Holds("go    = \"GO\" CRLF", "go = \"(\" item \")\"\nitem = \"()\"")
            .Breaks("\"()\"", "\"(\" go \")\"", "PK010", "go", "go → item → go");

    [Fact]
    public void A_text_has_no_rule_within_itself()
    {
        var text = Proof.Small.Replace("dialogue", "odd = \"HELLO\" CRLF\ndialogue", StringComparison.Ordinal) + "says\nhello odd\n";

        Proof.That(text).Breaks("odd = \"HELLO\" CRLF", "odd = \"HELLO\" odd", "PK010", "odd", "odd → odd");
    }

    [Theory]
    [InlineData("*word", "*list", "list")]
    [InlineData("*word, [end]", "*list, [end], *word, [x:list]", "list")]
    public void An_element_within_itself_is_recursive(string part, string replacement, string name)
    {
        Proof.Compiles(Xml);
        var findings = Proof.Compile(Xml.Replace(part, replacement, StringComparison.Ordinal)).Diagnostics;

        Assert.Contains(findings, finding =>
            finding.Id == "PK010" && finding.Message.Contains($"{name} → {name}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("go{0} = go{1} go{1}", "\"G\"")]
    [InlineData("go{0} = go{1} / \"A\" go{1}", "\"G\"")]
    [InlineData("go{0} = 100( \"A\" go{1} )", "\"G\"")]
    [InlineData("go{0} = *9( \"A\" go{1} )", "\"G\"")]
    [InlineData("go{0} = 65536*70000go{1}", "OCTET")]
    public void Rules_that_multiply_are_refused_soon(string rule, string last)
    {
        var rules = string.Concat(
            Enumerable.Range(1, 40).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, rule, i, i + 1) + "\n"));
        var text = Proof.Small.Replace("go    = \"GO\" CRLF", $"go = go1 CRLF\n{rules}go41 = {last}", StringComparison.Ordinal);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var findings = Proof.Compile(text).Diagnostics;

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains(findings, finding => finding.Id is "PK005" or "PK001" && finding.IsError);
    }

    [Fact]
    public void Elements_that_multiply_are_refused_soon()
    {
        var rules = string.Concat(Enumerable.Range(1, 40).Select(i => $"go{i} = <go>{{ go{i + 1}, [<x>{{ go{i + 1} }}] }}\n"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var findings = Proof.Compile(
            Xml.Replace("go    = <go/>", $"go = <go>{{ go1 }}\n{rules}go41 = <g/>", StringComparison.Ordinal)).Diagnostics;

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains(findings, finding => finding.Id == "PK005" && finding.Message.Contains("elements", StringComparison.Ordinal));
    }
}
