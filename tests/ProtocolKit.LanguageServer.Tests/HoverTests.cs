using ProtocolKit.Grammar.Binding;
using ProtocolKit.LanguageServer.Tests.Support;
using ProtocolKit.LanguageServer.Words;

namespace ProtocolKit.LanguageServer.Tests;

public class HoverTests
{
    private const string Uri = "untitled:parrot";

    [Theory]
    [InlineData("offer:|word", "word      = 1*ALPHA", "The smallest thing that is said\\.")]
    [InlineData("|reply(\"COVER\")", "reply(c)  = c *SP CRLF", "an argument", "änd 𝄞 more: one line")]
    [InlineData("name:word |CRLF", "CRLF = CR LF", "core rule")]
    [InlineData("if |offer", "A label", "`offer:word` in `tricks`")]
    [InlineData("$|trick", "parameter trick : *word", "the caller sets it")]
    [InlineData("parameter |name", "what it is called", "A label", "`name:word` in `hello`")]
    [InlineData("= |c *SP", "argument of the rule `reply`")]
    [InlineData("=> |refused", "the peer says no")]
    [InlineData("|parameter name", "the caller may set it")]
    [InlineData("|C: start", "client says")]
    [InlineData("|TLS\nC:", "Here TLS starts")]
    [InlineData("|shortest", "shortest sentence")]
    [InlineData("protocol |parrot", "protocol parrot", "A made\\-up protocol")]
    public async Task It_tells_what_is_under_the_pointer(string at, params string[] expected)
    {
        await using var editor = await Editor.StartAsync();
        var index = Parrot.Text.IndexOf(at.Replace("|", "", StringComparison.Ordinal), StringComparison.Ordinal)
            + at.IndexOf('|', StringComparison.Ordinal);
        await editor.OpenAsync(Uri, Parrot.Text);

        var hover = await editor.AtAsync("textDocument/hover", Uri, Parrot.Text, index);

        var text = hover.GetProperty("contents").GetProperty("value").GetString()!;
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a = uint16|le", "16 bits, little endian")]
    [InlineData("a = $hos|t", "certificate")]
    [InlineData("namespace s \"urn:x\"\na = <|s:e/>", "namespace s \"urn:x\"")]
    [InlineData("limit 1 octe|ts", "octets")]
    public async Task It_tells_what_the_language_has(string textWithBar, string expected)
    {
        await using var editor = await Editor.StartAsync();

        var hover = await editor.AtAsync("textDocument/hover", Uri, "protocol x\n" + textWithBar);

        Assert.Contains(expected, hover.GetProperty("contents").GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_nothing_of_comments()
    {
        await using var editor = await Editor.StartAsync();

        var hover = await editor.AtAsync("textDocument/hover", Uri, "protocol x ; if wo|rd");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, hover.ValueKind);
    }

    [Fact]
    public void Every_word_of_the_language_is_explained()
    {
        string[] words =
        [
            .. Grammar.Parsing.Keywords.Head, .. Grammar.Parsing.Keywords.Parts, .. Grammar.Parsing.Keywords.BerTypes,
                .. Grammar.Parsing.Keywords.Outcomes,
            .. Grammar.Parsing.Keywords.Sayings, .. Grammar.Parsing.Keywords.UnsignedIntegers.Keys, Grammar.Parsing.Keywords.Tls,
        ];

        Assert.All(words, word => Assert.NotNull(LanguageWords.Explain(word, isFirst: true)));
        Assert.Equal(CoreRules.All.Keys.Order(), CoreRuleTexts.All.Keys.Order());
    }
}
