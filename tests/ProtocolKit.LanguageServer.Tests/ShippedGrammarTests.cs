using System.Text.RegularExpressions;
using ProtocolKit.Grammar;
using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

/// <summary>What holds for every shipped grammar.</summary>
public sealed partial class ShippedGrammarTests : IDisposable
{
    private static readonly string[] s_noWords = ["comment", "text", "prose", "number", "octets"];

    private readonly GrammarFolder _folder = new();

    /// <summary>The texts of the grammar and its base, by their URIs.</summary>
    private readonly Dictionary<string, string> _texts = [];

    public static TheoryData<string> Names => [.. GrammarFolder.Shipped.Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_name_has_a_definition_or_is_a_word_of_the_language(string name)
    {
        await using var editor = await Editor.StartAsync();
        var (uri, text) = await OpenAsync(editor, name);
        var unknown = new List<string>();

        var asked = Words().Matches(text).Where(match => s_noWords.All(group => !match.Groups[group].Success)).Select(async match =>
        {
            var hover = await editor.AtAsync("textDocument/hover", uri, text, match.Index);
            var definition = await editor.AtAsync("textDocument/definition", uri, text, match.Index);
            return (match.Value, IsKnown: hover.ValueKind == System.Text.Json.JsonValueKind.Object, Defined: definition.GetArrayLength());
        });
        var answers = await Task.WhenAll(asked);

        Assert.Contains(answers, answer => answer.Defined > 0);
        Assert.Empty(answers.Where(answer => !answer.IsKnown).Select(answer => answer.Value).Distinct());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_rule_can_get_another_name_and_its_own_back_without_findings(string name)
    {
        await using var editor = await Editor.StartAsync();
        var (uri, text) = await OpenAsync(editor, name);
        Assert.Empty(await editor.FindingsAsync(uri));
        var original = _texts.ToDictionary();
        var rules = Definitions().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();

        await RenameAsync(editor, uri, rules.Select((rule, i) => (rule, $"fresh-name-{i}")));
        Assert.DoesNotContain(Definitions().Matches(_texts[uri]), match => rules.Contains(match.Groups["name"].Value));
        Assert.Empty(await editor.FindingsAsync(uri, 2));
        await RenameAsync(editor, uri, rules.Select((rule, i) => ($"fresh-name-{i}", rule)));

        Assert.Equal(original, _texts);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(string Uri, string Text)> OpenAsync(Editor editor, string name)
    {
        var text = await File.ReadAllTextAsync(GrammarFolder.Shipped.Single(path => Path.GetFileNameWithoutExtension(path) == name));
        if (GrammarCompiler.FindBaseName(text) is { } origin)
            await OpenAsync(editor, origin);
        var uri = _folder.Write(name + ".protocol", text);
        _texts[uri] = text;
        await editor.OpenAsync(uri, text);
        return (uri, text);
    }

    /// <summary>Asks for each name by itself, then makes all changes at once.</summary>
    private async Task RenameAsync(Editor editor, string uri, IEnumerable<(string Name, string NewName)> names)
    {
        var changes = _texts.Keys.ToDictionary(file => file, _ => new List<System.Text.Json.JsonElement>());
        foreach (var (name, newName) in names)
        {
            var index = Definitions().Matches(_texts[uri]).First(match => match.Groups["name"].Value == name).Groups["name"].Index;
            var edit = await editor.AtAsync("textDocument/rename", uri, _texts[uri], index, new { newName });
            foreach (var file in edit.GetProperty("changes").EnumerateObject())
                changes[file.Name].AddRange(file.Value.EnumerateArray());
        }

        foreach (var (file, edits) in changes)
        {
            _texts[file] = Places.Apply(_texts[file], edits);
            await editor.ChangeAsync(file, _texts[file], 2);
        }
    }

    /// <summary>The words, and what hides some: comments, texts in quotes, prose, numbers and octets.</summary>
    [GeneratedRegex("(?<comment>;[^\\n]*)|(?<text>%?[si]?\"[^\"\\n]*\")|(?<prose><any [^>]*>)|(?<octets>%[xdb][0-9A-Fa-f.-]+)|(?<number>0x[0-9A-Fa-f]+|[0-9]+)|[A-Za-z][A-Za-z0-9-]*")]
    private static partial Regex Words();

    [GeneratedRegex("(?m)^[ ]*(?<name>[A-Za-z][A-Za-z0-9-]*)(\\([a-z0-9, -]*\\))?[ ]*=/?[^>]")]
    private static partial Regex Definitions();
}
