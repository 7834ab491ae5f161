using System.Text.Json;
using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

public sealed class RenameTests : IDisposable
{
    private const string Uri = "untitled:parrot";

    private readonly GrammarFolder _folder = new();

    [Theory]
    [InlineData("offer:|word", "thing", 4)]
    [InlineData("$|trick", "stunt", 3)]
    [InlineData("= |c *SP", "code", 2)]
    [InlineData("if |offer", "can-do", 2)]
    [InlineData("parameter |name", "called", 2)]
    [InlineData("|tricks  \"TRICKS COVER\"", "feats", 5)]
    public async Task All_its_places_are_changed(string at, string newName, int places)
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);
        var index = IndexOf(at);
        var name = await editor.AtAsync("textDocument/prepareRename", Uri, Parrot.Text, index);

        var edit = await editor.AtAsync("textDocument/rename", Uri, Parrot.Text, index, new { newName });

        var edits = edit.GetProperty("changes").GetProperty(Uri).EnumerateArray().ToArray();
        Assert.Equal(places, edits.Length);
        Assert.All(edits, change =>
            Assert.Equal(
            name.GetProperty("placeholder").GetString(), Places.TextIn(Parrot.Text, change.GetProperty("range")), ignoreCase: true));
    }

    [Theory]
    [InlineData("offer:|word", "text", "There is a 'text' already")]
    [InlineData("offer:|word", "TEXT", "There is a 'TEXT' already")]
    [InlineData("= |c *SP", "crlf", "would be read as something else")]
    [InlineData("offer:|word", "crlf", "core rule")]
    [InlineData("offer:|word", "octets", "meaning of its own")]
    [InlineData("offer:|word", "", "is no name")]
    [InlineData("offer:|word", "two words", "is no name")]
    [InlineData("offer:|word", "wörd", "is no name")]
    [InlineData("offer:|word", "-word", "is no name")]
    [InlineData("if |offer", "name", "There is a 'name' already")]
    [InlineData("if |offer", "host", "meaning of its own")]
    public async Task A_name_that_does_not_do_is_refused(string at, string newName, string reason)
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            editor.AtAsync("textDocument/rename", Uri, Parrot.Text, IndexOf(at), new { newName }));

        Assert.Equal(-32803, refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=> |refused", "word of the language")]
    [InlineData("|dialogue", "word of the language")]
    [InlineData("name:word |CRLF", "core rule")]
    [InlineData("protocol |parrot", "name of a protocol")]
    [InlineData("; |A made-up", "no name")]
    public async Task What_has_no_name_of_ones_own_is_refused(string at, string reason)
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            editor.AtAsync("textDocument/prepareRename", Uri, Parrot.Text, IndexOf(at)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_would_be_read_as_something_else_is_refused()
    {
        await using var editor = await Editor.StartAsync();
        const string text = "protocol x\ntail = \"a\"\ndialogue\nS: \"b\"\n   |tail\n";

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            editor.AtAsync("textDocument/rename", Uri, text, new { newName = "TLS" }));

        Assert.Contains("would be read as something else", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_finding_is_refused()
    {
        await using var editor = await Editor.StartAsync();
        var text = await File.ReadAllTextAsync(GrammarFolder.Shipped.Single(path => Path.GetFileName(path) == "tds.protocol"));
        await editor.OpenAsync(Uri, text);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => editor.AtAsync(
            "textDocument/rename", Uri, text, text.IndexOf("tls:rest", StringComparison.Ordinal), new { newName = "data-of-tls" }));

        Assert.Contains("PK037", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_changed_in_the_base_and_its_variants()
    {
        await using var editor = await Editor.StartAsync();
        var origin = _folder.Write("parrot.protocol", Parrot.Text);
        const string variantText = "protocol variant like parrot\nspec \"x\"\nport 1\nword = 2*ALPHA\n";
        var variant = _folder.Write("variant.protocol", variantText);
        _folder.Write("other.protocol", "protocol other\nword = 1*ALPHA\n");

        await editor.OpenAsync(variant, variantText);
        var edit = await editor.AtAsync(
            "textDocument/rename", variant, variantText, variantText.IndexOf("word", StringComparison.Ordinal), new { newName = "thing" });

        var changes = edit.GetProperty("changes").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetArrayLength());
        Assert.Equal(new Dictionary<string, int> { [origin] = 4, [variant] = 1 }, changes);
    }

    [Fact]
    public async Task A_name_of_a_shipped_base_is_not_changed()
    {
        await using var editor = await Editor.StartAsync();
        var uri = _folder.Uri("variant.protocol");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => editor.AtAsync(
            "textDocument/rename", uri, "protocol variant like smtp\nspec \"x\"\nport 1\n|domain = *WSP", new { newName = "thing" }));

        Assert.Contains("shipped grammar 'smtp'", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static int IndexOf(string at) =>
        Parrot.Text.IndexOf(at.Replace("|", "", StringComparison.Ordinal), StringComparison.Ordinal)
            + at.IndexOf('|', StringComparison.Ordinal);
}
