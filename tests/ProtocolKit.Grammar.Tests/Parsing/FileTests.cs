using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Grammar.Tests.Parsing;

public class FileTests
{
    [Theory]
    [InlineData("rfc 5321 3207", "rfc 5321 3207")]
    [InlineData("spec \"The manual, 2. édition\"", "spec 'The manual, 2. édition'")]
    [InlineData("port 389 3268", "port 389 3268")]
    [InlineData("tls 465", "tls 465")]
    [InlineData("alpn \"x\"", "alpn 'x'")]
    [InlineData("identity srv \"x\"", "identity srv 'x' tls '' other ''")]
    [InlineData("identity srv \"x-2\", tls \"xs\", other \"1.2.840\"", "identity srv 'x-2' tls 'xs' other '1.2.840'")]
    [InlineData("identity other \"2.999.3\", tls \"xs\"", "identity srv '' tls 'xs' other '2.999.3'")]
    [InlineData("identity none", "identity srv '' tls '' other ''")]
    [InlineData("limit 65536 octets, 8 deep", "limit 65536 octets  items  rounds 8 deep")]
    [InlineData("limit 3 rounds, 2 items", "limit  octets 2 items 3 rounds  deep")]
    [InlineData("parameter a", "parameter a")]
    [InlineData("parameter a = \"b c\"", "parameter a = 'b c'")]
    [InlineData("parameter a : \"yes\" / \"no\" = \"no\"", "parameter a : alt('yes', 'no') = 'no'")]
    [InlineData("parameter a : *feature", "parameter a : *feature")]
    [InlineData("parameter a: 1*DIGIT\n   = \"7\"", "parameter a : rep[1..](DIGIT) = '7'")]
    [InlineData("fresh tag : ALPHA 9DIGIT", "fresh tag : seq(ALPHA, rep[9..9](DIGIT))")]
    [InlineData("fresh id: INTEGER(1..9)", "fresh id : Integer[1..9]")]
    [InlineData("namespace \"uri\"", "namespace - 'uri'")]
    [InlineData("namespace tls \"uri\"", "namespace tls 'uri'")]
    public void Lines_of_the_head(string text, string tree) => Assert.Equal(tree, Reading.Fact(text));

    [Fact]
    public void A_variant_names_its_base()
    {
        var protocol = Reading.File("protocol lmtp like smtp").Protocol!;

        Assert.Equal("lmtp", protocol.Name.Text);
        Assert.Equal("smtp", protocol.Like!.Text);
    }

    [Fact]
    public void Rules_may_take_arguments_and_be_added_to() =>
        Assert.Equal(["a(b, c-d) = seq(b, c-d)", "a =/ 'x'"], Reading.Rules("a(b, c-d) = b c-d\na =/ \"x\"\n"));

    [Fact]
    public void A_rule_may_be_named_like_a_word_of_the_head() =>
        Assert.Equal(
            ["port = seq(tls, limit)", "tls = 'a'", "limit = seq('b', port)"],
            Reading.Rules("port = tls limit\ntls = \"a\"\nlimit = \"b\"\n  port\n"));

    [Theory]
    [InlineData("S: a / b => next / c => not-offered", "S: a / b => Next / c => NotOffered")]
    [InlineData("S: %s\"S\" / %s\"N\" => unavailable / %s\"E\" => refused", "S: s'S' / s'N' => Unavailable / s'E' => Refused")]
    [InlineData("S: a b / ( c / d ) => closed", "S: seq(a, b) / alt(c, d) => Closed")]
    [InlineData("C: a if capability \"STARTTLS\" or unknown", "C: a if capability 'STARTTLS' or unknown")]
    [InlineData("C: a if ask \"yes\" else skip", "C: a if ask 'yes' else skip")]
    [InlineData("C: a if flags & 0x800 / b if code 19 else refused", "C: a if flags & 2048 / b if code 19 else Refused")]
    [InlineData("C: a if offer", "C: a if offer")]
    [InlineData("S: a if b => refused", "S: a if b => Refused")]
    [InlineData("  C: a\n    b", "C: seq(a, b)")]
    [InlineData("TLS", "TLS")]
    [InlineData("TLS at once keeps handshake", "TLS at once keeps handshake")]
    [InlineData("TLS at once if flags & 2048 keeps handshake", "TLS at once if flags & 2048 keeps handshake")]
    public void Steps_of_the_dialogue(string text, string tree) => Assert.Equal(tree, Reading.Step(text));

    [Theory]
    [InlineData("S: a", "S: a")]
    [InlineData("S: a => closed", "S: a => Closed")]
    [InlineData("C: a \"x\" S: b", "C: seq(a, 'x') S: b")]
    [InlineData("C: a  S: b  S: c  => closed", "C: a S: b S: c => Closed")]
    [InlineData("C: a\n   S: b\n   S: c\n   => closed", "C: a S: b S: c => Closed")]
    public void Lines_of_any_time(string text, string tree) => Assert.Equal(tree, Reading.AnyTime(text));

    [Fact]
    public void The_order_of_a_dialogue_may_be_free()
    {
        Assert.True(Reading.File("protocol p\ndialogue in any order\n").Dialogue!.InAnyOrder);
        Assert.False(Reading.File("protocol p\ndialogue\n").Dialogue!.InAnyOrder);
    }

    [Fact]
    public void Texts_below_tls_are_for_inside_tls()
    {
        var says = Reading.File("protocol p\nsays\na \"x\"\n  \"y\"\nTLS\na \"z\"\n").Says;

        Assert.Equal(
            ["a False seq('x', 'y')", "a True 'z'"],
            says.Select(text => $"{text.Rule.Text} {text.InsideTls} {SyntaxPrinter.Print(text.Text)}"));
    }

    [Fact]
    public void A_whole_file_may_be_indented()
    {
        const string Text = "  protocol p\n  port 25\n  a = \"x\"\n    \"y\"\n  dialogue\n  S: a\n  TLS\n  any time\n  C: a\n    S: a\n  S: a\n  C: ...\n    S: a\n    S: b\n  says\n  a \"x\"\n    \"y\"\n  TLS\n  a \"xy\"\n";
        var flush = string.Join('\n', Text.Split('\n').Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line));

        Assert.Equal(SyntaxPrinter.Print(Reading.File(flush)), SyntaxPrinter.Print(Reading.File(Text)));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\n\t\n")]
    public void Line_ends_of_other_systems_are_line_ends(string lineEnd)
    {
        var text = ShippedGrammars.Text("smtp.protocol");

        Assert.Equal(
            SyntaxPrinter.Print(Reading.File(text)),
            SyntaxPrinter.Print(Reading.File("\uFEFF" + text.Replace("\n", lineEnd, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_semicolon_begins_no_comment_in_quotes_or_prose() =>
        Assert.Equal(
            "protocol p\na = \"x;y\" <an octet; any> <\">\n  b\n",
            GrammarText.WithoutComments("; head\nprotocol p ; name\r\n\r\na = \"x;y\" <an octet; any> <\"> ; \"z\"\n   \t\n;\n  b \n\n"));

    [Fact]
    public void Texts_that_differ_in_comments_only_become_equal() =>
        Assert.Equal(
            GrammarText.WithoutComments("protocol p\na = b\n / c\n"),
            GrammarText.WithoutComments(";x\nprotocol p  ; y\n\na = b;z\n   ; w\n / c"));
}
