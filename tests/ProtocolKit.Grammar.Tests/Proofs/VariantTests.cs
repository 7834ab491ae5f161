namespace ProtocolKit.Grammar.Tests.Proofs;

public class VariantTests
{
    private const string Base =
        """
        protocol base
        port 25
        parameter name : 1*8ALPHA = "me"
        limit 1000 octets

        hello = "HELLO" SP $name CRLF
        start = "START" CRLF
        go    = "GO" CRLF
        no    = "NO" CRLF

        dialogue
        S: hello
        C: start
        S: go / no => refused
        TLS

        any time
        S: "NOTE" CRLF

        says
        no "NO" CRLF

        """;

    [Fact]
    public void A_variant_has_all_of_its_base()
    {
        var model = Compile("protocol other like base\n").Model!;

        Assert.Equal(("other", 1000, 25), (model.Name, model.Limits.Octets, Assert.Single(model.Ports)));
        Assert.Equal(["hello", "start", "go", "no", "\"NOTE\" CRLF"], model.Messages.Select(message => message.Name));
    }

    [Fact]
    public void A_rule_is_replaced_by_name()
    {
        var model = Compile("protocol other like base\nSTART = \"BEGIN\" CRLF\n").Model!;

        var start = model.LinesBeforeTls[1].Alternatives[0];
        Assert.Equal("START = \"BEGIN\" CRLF", start.Message.RuleText);
        Assert.True(Proof.Accepts(start.Message.Language!, "BEGIN\r\n"u8.ToArray()));
        Assert.False(Proof.Accepts(start.Message.Language!, "START\r\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("start = \"BEGIN\" uint8(one) CRLF")]
    [InlineData("start = \"BEGIN\" uint8(0..one) CRLF")]
    [InlineData("start = \"BEGIN\" uint8(& one) CRLF")]
    [InlineData("start = \"BEGIN\" octets(one) CRLF")]
    [InlineData("start = \"BEGIN\" size:uint8 within($size - one, \"x\") CRLF")]
    [InlineData("start = SEQUENCE { INTEGER one }")]
    public void A_number_with_a_name_is_used_where_a_number_stands(string rule) =>
        Assert.NotNull(Compile($"protocol other like base\none = 1\n{rule}\n").Model);

    [Fact]
    public void A_rule_of_the_base_is_added_to()
    {
        var model = Compile("protocol other like base\ngo =/ \"OK\" CRLF\n").Model!;

        var go = model.LinesBeforeTls[2].Alternatives[0].Message.Language!;
        Assert.True(Proof.Accepts(go, "GO\r\n"u8.ToArray()) && Proof.Accepts(go, "OK\r\n"u8.ToArray()));
    }

    [Fact]
    public void Facts_are_replaced_by_kind_or_name()
    {
        var model = Compile("protocol other like base\nport 24\nparameter name : 1*8DIGIT = \"1\"\nlimit 9 items\n").Model!;

        Assert.Equal((24, 1000, 9), (Assert.Single(model.Ports), model.Limits.Octets, model.Limits.Items));
        Assert.Equal(("1", "1*8DIGIT"), (Assert.Single(model.Parameters).Default, model.Parameters[0].RuleText));
    }

    [Theory]
    [InlineData("", "one", null, "1.2")]
    [InlineData("identity tls \"two\"\n", null, "two", null)]
    public void An_identity_is_inherited_or_replaced_as_a_whole(string facts, string? service, string? tlsService, string? other)
    {
        var identity = Compile(
            "protocol other like base\n" + facts,
            Base.Replace("port 25", "port 25\nidentity srv \"one\", other \"1.2\"", StringComparison.Ordinal)).Model!.Identity!;

        Assert.Equal((service, tlsService, other), (identity.Service, identity.TlsService, identity.Other));
    }

    [Fact]
    public void An_identity_is_taken_away_by_name() =>
        Assert.Null(
            Compile("protocol other like base\nidentity none\n",
            Base.Replace("port 25", "port 25\nidentity srv \"one\"", StringComparison.Ordinal)).Model!.Identity);

    [Fact]
    public void An_identity_stands_once()
    {
        var finding = Assert.Single(Compile("protocol other like base\nidentity srv \"one\"\nidentity other \"1.2\"\n").Diagnostics);

        Assert.Equal(("PK003", "other.protocol", 44), (finding.Id, finding.Path, finding.Span.Start));
        Assert.Contains("Write all names in one line", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialogue_is_replaced_as_a_whole()
    {
        var model = Compile("protocol other like base\ndialogue\nS: hello\nC: start\nS: no => refused / \"YES\" CRLF\nTLS\nS: go\n").Model!;

        Assert.Equal(3, model.LinesBeforeTls.Count);
        Assert.Equal("\"YES\" CRLF", model.LinesBeforeTls[2].Alternatives[1].Message.Name);
        Assert.Equal("go", Assert.Single(model.LinesInsideTls).Alternatives[0].Message.Name);
        Assert.Single(model.AnyTime);
    }

    [Fact]
    public void What_is_said_at_any_time_is_replaced_as_a_whole() =>
        Assert.Equal(
            "\"BYE\" CRLF",
            Assert.Single(Compile("protocol other like base\nany time\nS: \"BYE\" CRLF => closed\n").Model!.AnyTime).Message.Name);

    [Fact]
    public void A_text_is_replaced_by_the_name_of_its_rule() =>
        Assert.Equal(
            "\"No\" CRLF",
            Compile("protocol other like base\nsays\nno \"No\" CRLF\n").Model!.LinesBeforeTls[2].Alternatives[1].Sentence!.Text);

    [Theory]
    [InlineData("stat = \"GO\" CRLF", "stat", "no rule 'stat' to replace", "did you mean 'start'?")]
    [InlineData("parameter nam = \"x\"", "nam", "no parameter 'nam' to replace", "did you mean 'name'?")]
    [InlineData("says\nhelo \"HELLO\" CRLF", "helo", "no rule 'helo' to replace", "did you mean 'hello'?")]
    public void A_variant_replaces_what_its_base_has(string line, string marked, string says, string suggests)
    {
        var text = $"protocol other like base\n{line}\n";
        var finding = Compile(text).Diagnostics[0];

        Assert.Equal(
            ("PK050", "other.protocol", marked), (finding.Id, finding.Path, text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.Contains("'base' has " + says, finding.Message, StringComparison.Ordinal);
        Assert.Contains(suggests, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_may_add_what_it_uses_itself() =>
        Assert.Empty(Compile("protocol other like base\nhello = \"HELLO\" SP host-name CRLF\nhost-name = $name\n").Diagnostics);

    [Fact]
    public void A_base_must_be_there() => AssertBase(null, "No grammar file of this project says 'protocol base'");

    [Fact]
    public void A_base_is_no_variant_itself() => AssertBase("protocol base like smtp\n", "'base' is a variant itself", "'smtp'");

    [Fact]
    public void A_base_is_without_errors() => AssertBase("protocol base\nhello = (\n", "'base' has errors of its own");

    [Fact]
    public void A_finding_in_the_variant_stands_in_the_variant()
    {
        const string text = "protocol other like base\ngo = \"GO\" CRFL\n";
        var finding = Assert.Single(Compile(text).Diagnostics);

        Assert.Equal(
            ("PK002", "other.protocol", "CRFL"), (finding.Id, finding.Path, text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.DoesNotContain("In the variant", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_in_the_base_stands_in_the_base_and_names_the_variant()
    {
        var finding = Assert.Single(
            Compile("protocol other like base\ngo = \"GO\" CRLF / 2HEXDIG CRLF\nno = \"AA\" CRLF\nsays\nno \"aa\" CRLF\n").Diagnostics);

        Assert.Equal(("PK021", "no => refused"), (finding.Id, Base.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.Equal("base.protocol", finding.Path);
        Assert.EndsWith("(In the variant 'other'.)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_error_of_a_variant_stands_where_it_is()
    {
        const string text = "protocol other like base\ngo = (\n";
        var finding = Assert.Single(Compile(text).Diagnostics);

        Assert.Equal(("PK001", "other.protocol"), (finding.Id, finding.Path));
        Assert.InRange(finding.Span.End, 0, text.Length);
    }

    private static void AssertBase(string? text, params string[] says)
    {
        const string variant = "protocol other like base\n";
        var compilation = GrammarCompiler.Compile(
            new GrammarSource("other.protocol", variant), text is null ? null : new GrammarSource("base.protocol", text));
        var finding = compilation.Diagnostics[0];

        Assert.Null(compilation.Model);
        Assert.Equal(
            ("PK051", "other.protocol", "base"), (finding.Id, finding.Path, variant.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.All(says, piece => Assert.Contains(piece, finding.Message, StringComparison.Ordinal));
    }

    private static GrammarCompilation Compile(string text, string below = Base) =>
        GrammarCompiler.Compile(new GrammarSource("other.protocol", text), new GrammarSource("base.protocol", below));
}
