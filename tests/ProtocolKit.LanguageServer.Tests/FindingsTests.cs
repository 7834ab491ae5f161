using System.Text.Json;
using ProtocolKit.Grammar;
using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

public sealed class FindingsTests : IDisposable
{
    private readonly GrammarFolder _folder = new();

    [Fact]
    public async Task The_findings_are_those_of_the_compiler()
    {
        await using var editor = await Editor.StartAsync();
        var text = Parrot.Text.Replace(
            "start     = reply(\"COVER\")", "start     = réply(\"COVER\") ; ö 𝄞\nunused = \"é\"", StringComparison.Ordinal);
        var uri = _folder.Uri("parrot.protocol");

        await editor.OpenAsync(uri, text);

        var expected = GrammarCompiler.Compile(new GrammarSource("parrot.protocol", text)).Diagnostics;
        Assert.NotEmpty(expected);
        var found = await editor.FindingsAsync(uri);
        Assert.Equal(
            expected.Select(finding =>
                (finding.Id, finding.Message, finding.IsError ? 1 : 2,
                text.Substring(finding.Span.Start, Math.Max(1, finding.Span.Length)))),
            found.Select(finding =>
                (Code(finding), finding.GetProperty("message").GetString()!, finding.GetProperty("severity").GetInt32(),
                Places.TextIn(text, finding.GetProperty("range")))));
    }

    [Fact]
    public async Task A_finding_refers_to_its_cause_and_remedy()
    {
        await using var editor = await Editor.StartAsync();

        await editor.OpenAsync(_folder.Uri("a.protocol"), "protocol");

        var finding = Assert.Single(await editor.FindingsAsync(_folder.Uri("a.protocol")));
        var help = new Uri(finding.GetProperty("codeDescription").GetProperty("href").GetString()!);
        Assert.Equal("#pk001", help.Fragment);
        Assert.Contains("<a id=\"pk001\"></a>", await File.ReadAllTextAsync(help.LocalPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nothing_uses_is_shown_as_such()
    {
        await using var editor = await Editor.StartAsync();
        var text = Parrot.Text.Replace("hello     =", "unused = \"x\"\nhello     =", StringComparison.Ordinal);

        await editor.OpenAsync(_folder.Uri("a.protocol"), text);

        var finding = Assert.Single(await editor.FindingsAsync(_folder.Uri("a.protocol")));
        Assert.Equal(("PK004", 1), (Code(finding), finding.GetProperty("tags")[0].GetInt32()));
    }

    [Fact]
    public async Task They_go_when_they_are_mended_and_when_the_file_is_closed()
    {
        await using var editor = await Editor.StartAsync();
        var uri = _folder.Uri("parrot.protocol");

        await editor.OpenAsync(uri, Parrot.Text + "oops");
        Assert.NotEmpty(await editor.FindingsAsync(uri));
        await editor.ChangeAsync(uri, Parrot.Text, 2);
        Assert.Empty(await editor.FindingsAsync(uri, 2));
        await editor.NotifyAsync("textDocument/didClose", new { textDocument = new { uri } });

        Assert.Empty(await editor.FindingsAsync(uri, 0));
    }

    [Fact]
    public async Task The_base_of_a_variant_is_looked_for_beside_the_file_first()
    {
        await using var editor = await Editor.StartAsync();
        _folder.Write("smtp.protocol", Parrot.Text.Replace("protocol parrot", "protocol smtp", StringComparison.Ordinal));
        var uri = _folder.Uri("variant.protocol");

        await editor.OpenAsync(uri, "protocol variant like smtp\nspec \"x\"\nport 1\nword = 1*DIGIT\n");

        Assert.DoesNotContain(await editor.FindingsAsync(uri), finding => Code(finding) is "PK050" or "PK051");
    }

    [Fact]
    public async Task The_base_of_a_variant_may_be_a_shipped_grammar()
    {
        await using var editor = await Editor.StartAsync();
        var uri = _folder.Uri("variant.protocol");

        await editor.OpenAsync(uri, "protocol variant like smtp\nspec \"x\"\nport 1\ntls none\n");
        Assert.Empty(await editor.FindingsAsync(uri));
        await editor.ChangeAsync(uri, "protocol variant like smpt\nspec \"x\"\nport 1\n", 2);

        Assert.Equal("PK051", Code(Assert.Single(await editor.FindingsAsync(uri, 2))));
    }

    [Fact]
    public async Task A_variant_is_compiled_again_when_its_base_changes()
    {
        await using var editor = await Editor.StartAsync();
        var (variant, origin) = (_folder.Uri("variant.protocol"), _folder.Uri("parrot.protocol"));

        await editor.OpenAsync(origin, Parrot.Text);
        await editor.OpenAsync(variant, "protocol variant like parrot\nspec \"x\"\nport 1\n");
        Assert.Empty(await editor.FindingsAsync(variant));
        await editor.ChangeAsync(
            origin, Parrot.Text.Replace("word      = 1*ALPHA", "word      = 1*ALPHA letter", StringComparison.Ordinal), 2);

        var finding = (await editor.FindingsAsync(variant))[0];
        Assert.Equal("like parrot"["like ".Length..], Places.TextIn("protocol variant like parrot\n", finding.GetProperty("range")));
        Assert.Equal(origin, finding.GetProperty("relatedInformation")[0].GetProperty("location").GetProperty("uri").GetString());
    }

    public void Dispose() => _folder.Dispose();

    private static string Code(JsonElement finding) => finding.GetProperty("code").GetString()!;
}
