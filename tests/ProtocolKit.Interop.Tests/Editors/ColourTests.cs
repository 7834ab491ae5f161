namespace ProtocolKit.Interop.Tests.Editors;

/// <summary>The colours of grammar files in editors: <c>src/ProtocolKit.VSCode/syntaxes</c>.</summary>
public sealed class ColourTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ColoursFact]
    public async Task Nothing_in_a_shipped_grammar_is_left_without_a_colour()
    {
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "grammars"), "*.protocol"),
            .. Directory.GetFiles(
                Path.Combine(Repository.Root, "src", "ProtocolKit.Templates", "content"), "*.protocol", SearchOption.AllDirectories),
        ];

        var parts = await ColouredFiles.ReadAsync(files);

        Assert.Equal(files.Order(), parts.Select(part => part.File).Distinct().Order());
        Assert.DoesNotContain(parts, part => part.Kind.Length == 0);
    }

    [ColoursTheory]
    [InlineData("protocol a like b", "keyword.other.directive entity.name.namespace keyword.other.directive entity.other.inherited-class")]
    [InlineData("tls 465 ; secure", "keyword.other.directive constant.numeric punctuation.definition.comment comment.line.semicolon")]
    [InlineData("port none", "keyword.other.directive constant.language")]
    [InlineData("limit 8192 octets", "keyword.other.directive constant.numeric keyword.other.unit")]
    [InlineData("fresh tag : ALPHA", "keyword.other.directive variable.parameter punctuation.separator.type support.constant.core-rule")]
    [InlineData("a = 1*2DIGIT", "entity.name.function.rule keyword.operator.assignment constant.numeric keyword.operator.repetition constant.numeric support.constant.core-rule")]
    [InlineData("tls = tls", "entity.name.function.rule keyword.operator.assignment variable.other.rule")]
    [InlineData("a =/ %x21-7E", "entity.name.function.rule keyword.operator.assignment constant.numeric.octets")]
    [InlineData("a = <host name>", "entity.name.function.rule keyword.operator.assignment string.unquoted.prose")]
    [InlineData("a = <host/>", "entity.name.function.rule keyword.operator.assignment punctuation.definition.tag.begin entity.name.tag punctuation.definition.tag.end")]
    [InlineData(
        "a = id:uint16",
        "entity.name.function.rule keyword.operator.assignment variable.other.label punctuation.separator.label storage.type.integer")]
    [InlineData("a = $id reply(b", "entity.name.function.rule keyword.operator.assignment punctuation.definition.variable variable.other.value entity.name.function.call punctuation.section.group variable.other.rule")]
    public Task A_line_has_these_colours(string line, string kinds) => HasAsync([], line, kinds);

    [ColoursTheory]
    [InlineData("S: a if b or unknown", "keyword.control.server variable.other.rule keyword.control.conditional variable.other.label keyword.operator.logical constant.language")]
    [InlineData("S: unknown => refused or clear", "keyword.control.server variable.other.rule keyword.operator.outcome constant.language.outcome keyword.control.clear keyword.control.clear")]
    [InlineData(
        "TLS at once keeps a", "keyword.control.tls keyword.control.tls keyword.control.tls keyword.control.tls variable.other.rule")]
    [InlineData("any time", "keyword.other.part keyword.other.part")]
    public Task A_line_of_the_dialogue_has_these_colours(string line, string kinds) => HasAsync(["dialogue in any order"], line, kinds);

    [ColoursTheory]
    [InlineData("error never", "entity.name.function.text constant.language")]
    [InlineData("never rest", "entity.name.function.text support.function.binary")]
    [InlineData("TLS", "keyword.control.tls")]
    public Task A_line_below_says_has_these_colours(string line, string kinds) => HasAsync(["says"], line, kinds);

    [ColoursFact]
    public async Task Quoted_text_ends_with_its_line()
    {
        var parts = await ColouredFiles.ReadAsync([_folder.Write("a.protocol", "a = \"; no comment\nb = %s\"x\"\n")]);

        Assert.Equal("string.quoted.double", parts.Single(part => part.Text == "; no comment").Kind);
        Assert.Equal("entity.name.function.rule", parts.First(part => part.Line == 2).Kind);
        Assert.Equal("storage.modifier.case", parts.Single(part => part.Text == "%s").Kind);
    }

    public void Dispose() => _folder.Dispose();

    private async Task HasAsync(string[] before, string line, string kinds)
    {
        var parts = await ColouredFiles.ReadAsync([_folder.Write("a.protocol", string.Join('\n', [.. before, line]))]);

        Assert.Equal(kinds, string.Join(' ', parts.Where(part => part.Line == before.Length + 1).Select(part => part.Kind)));
    }
}
