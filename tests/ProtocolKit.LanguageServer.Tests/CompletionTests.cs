using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

public class CompletionTests
{
    private const string Uri = "untitled:parrot";

    [Theory]
    [InlineData("|", "protocol parameter", "C:")]
    [InlineData("protocol x li|", "like", "port")]
    [InlineData("protocol x like |", "smtp xmpp", "lmtp like")]
    [InlineData("protocol x\npa|", "parameter dialogue", "C: word")]
    [InlineData("protocol x\nport |", "none", "word")]
    [InlineData("protocol x\nlimit 8 |", "octets items rounds deep", "none")]
    [InlineData("protocol x\nparameter x : |", "word ALPHA uint16", "if")]
    [InlineData("protocol x\nf(one, two) = |", "one two word CRLF SEQUENCE within", "if offer")]
    [InlineData("protocol x\na = \"|", "", "word")]
    [InlineData("protocol x\na = b ; |", "", "word")]
    [InlineData("protocol x\na = $|", "offer trick host", "word CRLF")]
    [InlineData("protocol x\na = $tr|", "trick", "word")]
    [InlineData("dialogue\n|", "C: S: TLS says", "protocol")]
    [InlineData("dialogue |", "from tls", "S:")]
    [InlineData("dialogue\nS: |", "word CRLF", "if offer refused")]
    [InlineData("dialogue\nS: hello |", "if else word", "offer")]
    [InlineData("dialogue\nS: hello if |", "offer trick unknown", "word")]
    [InlineData("dialogue\nS: hello if offer \"x\" or |", "offer unknown", "word clear")]
    [InlineData("dialogue\nS: hello if offer \"x\" |", "or else", "unknown")]
    [InlineData("dialogue\nS: hello if offer else |", "skip ask refused", "word")]
    [InlineData("dialogue\nS: hello / word => re|", "refused not-offered", "word")]
    [InlineData("dialogue\nS: hello => refused or |", "clear", "word")]
    [InlineData("dialogue\nTLS |", "keeps renews if", "word")]
    [InlineData("dialogue\nTLS keeps |", "word", "offer")]
    [InlineData("dialogue\nTLS renews |", "offer", "word")]
    [InlineData("any time\nC: hello\n|", "S: says", "TLS")]
    [InlineData("says\n|", "word TLS", "never")]
    [InlineData("says\nhello |", "never shortest word", "TLS")]
    public async Task What_fits_is_offered(string textWithBar, string offered, string notOffered)
    {
        await using var editor = await Editor.StartAsync();
        var head = textWithBar.StartsWith("protocol", StringComparison.Ordinal) || textWithBar == "|" ? "" : "protocol x\n";
        var rest = textWithBar == "|" ? "" : "\n";
        if (head.Length > 0)
            head += "parameter trick : *word\nword = 1*ALPHA\nhello = offer:word\n";
        else if (textWithBar.Contains('\n', StringComparison.Ordinal))
            rest = "\nparameter trick : *word\nword = 1*ALPHA\nhello = offer:word\n";

        var items = await editor.AtAsync("textDocument/completion", Uri, head + textWithBar + rest);

        var labels = items.EnumerateArray().Select(item => item.GetProperty("label").GetString()!).ToArray();
        Assert.All(
            offered.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            word => Assert.Contains(labels, label => label == word || label.Split(' ').Contains(word)));
        Assert.Empty(notOffered.Split(' ').Intersect(labels));
    }

    [Fact]
    public async Task What_is_offered_takes_the_place_of_the_word_that_was_begun()
    {
        await using var editor = await Editor.StartAsync();
        const string text = "protocol x\ntwo-words = 1*ALPHA\na = \"ö𝄞\" two-w";
        await editor.OpenAsync(Uri, text);

        var items = await editor.AtAsync("textDocument/completion", Uri, text, text.Length);

        var edit = items.EnumerateArray().Single(item => item.GetProperty("label").GetString() == "two-words").GetProperty("textEdit");
        Assert.Equal("two-w", Places.TextIn(text, edit.GetProperty("range")));
    }

    [Fact]
    public async Task Nothing_breaks_at_any_place_of_a_file()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        for (var index = 0; index <= Parrot.Text.Length; index++)
        {
            if (index == 0 || !char.IsHighSurrogate(Parrot.Text[index - 1]))
                await editor.AtAsync("textDocument/completion", Uri, Parrot.Text, index);
        }
    }
}
