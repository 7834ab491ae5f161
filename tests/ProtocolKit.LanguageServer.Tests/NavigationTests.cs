using System.Text.Json;
using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

public sealed class NavigationTests : IDisposable
{
    private const string Uri = "untitled:parrot";

    private readonly GrammarFolder _folder = new();

    [Theory]
    [InlineData("offer:|word", "word      = 1*ALPHA")]
    [InlineData("$tri|ck", "trick : *word")]
    [InlineData("S: hello|\n", "hello     =")]
    [InlineData("if off|er", "offer:word ) CRLF")]
    [InlineData("= |c *SP", "c)  = c *SP")]
    [InlineData("says\n|tricks", "tricks    =")]
    [InlineData("= re|ply(\"COVER\")", "reply(c)")]
    public async Task A_definition_is_found(string at, string definition)
    {
        await using var editor = await Editor.StartAsync();
        var index = Parrot.Text.IndexOf(at.Replace("|", "", StringComparison.Ordinal), StringComparison.Ordinal)
            + at.IndexOf('|', StringComparison.Ordinal);
        await editor.OpenAsync(Uri, Parrot.Text);

        var found = Assert.Single((await editor.AtAsync("textDocument/definition", Uri, Parrot.Text, index)).EnumerateArray());

        Assert.StartsWith(
            definition, Parrot.Text[Places.IndexOf(Parrot.Text, found.GetProperty("range").GetProperty("start"))..],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_behind_letters_that_UTF_16_has_two_units_for_is_right()
    {
        await using var editor = await Editor.StartAsync();
        const string text = "protocol x\na = <𝄞 ö> b ; 𝄞\nb = a";
        await editor.OpenAsync(Uri, text);

        var found = Assert.Single(
            (await editor.AtAsync("textDocument/definition", Uri, text, text.IndexOf("b ;", StringComparison.Ordinal))).EnumerateArray());
        var references = await editor.AtAsync(
            "textDocument/references", Uri, text, text.LastIndexOf('b'), new { context = new { includeDeclaration = false } });

        Assert.Equal(text.LastIndexOf('b'), Places.IndexOf(text, found.GetProperty("range").GetProperty("start")));
        Assert.Equal("b", Places.TextIn(text, Assert.Single(references.EnumerateArray()).GetProperty("range")));
    }

    [Fact]
    public async Task References_are_found_with_or_without_definitions()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);
        var index = Parrot.Text.IndexOf("trick :", StringComparison.Ordinal);

        Assert.Equal(
            3, (await editor.AtAsync(
            "textDocument/references", Uri, Parrot.Text, index, new { context = new { includeDeclaration = true } })).GetArrayLength());
        Assert.Equal(
            2, (await editor.AtAsync(
            "textDocument/references", Uri, Parrot.Text, index, new { context = new { includeDeclaration = false } })).GetArrayLength());
    }

    [Fact]
    public async Task A_variant_leads_to_its_base()
    {
        await using var editor = await Editor.StartAsync();
        var origin = _folder.Write("parrot.protocol", Parrot.Text);
        var variant = _folder.Uri("variant.protocol");

        var rule = await editor.AtAsync("textDocument/definition", variant, "protocol variant like parrot\nno = \"NO\" |line");
        var protocol = await editor.AtAsync("textDocument/definition", variant, "protocol variant like |parrot");
        var shipped = await editor.AtAsync("textDocument/definition", variant, "protocol variant like |smtp");

        Assert.Equal(origin, Assert.Single(rule.EnumerateArray()).GetProperty("uri").GetString());
        Assert.Equal(origin, Assert.Single(protocol.EnumerateArray()).GetProperty("uri").GetString());
        Assert.True(File.Exists(new Uri(Assert.Single(shipped.EnumerateArray()).GetProperty("uri").GetString()!).LocalPath));
    }

    [Fact]
    public async Task The_outline_has_the_values_the_rules_with_their_labels_and_the_parts()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        var outline = (await editor.RequestAsync("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })).EnumerateArray()
            .ToArray();

        Assert.Equal(
            "parrot name trick word text line reply hello tricks start covered no dialogue,any time tricks start covered no tricks",
            string.Join(' ', outline.Select(Name)).Replace("dialogue any time", "dialogue,any time", StringComparison.Ordinal));
        Assert.Equal("name", Name(outline.Single(symbol => Name(symbol) == "hello").GetProperty("children")[0]));
        foreach (var symbol in outline)
            Assert.Contains(
                Places.TextIn(Parrot.Text, symbol.GetProperty("selectionRange")), Places.TextIn(Parrot.Text, symbol.GetProperty("range")),
                StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Name(JsonElement symbol) => symbol.GetProperty("name").GetString()!;
}
