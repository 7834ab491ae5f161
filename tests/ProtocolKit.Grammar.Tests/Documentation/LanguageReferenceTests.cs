using System.Reflection;
using System.Text.RegularExpressions;

namespace ProtocolKit.Grammar.Tests.Documentation;

/// <summary>The language reference says what is so.</summary>
public sealed partial class LanguageReferenceTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "grammars", "README.md"));

    [Fact]
    public void Every_whole_grammar_in_it_compiles()
    {
        var blocks = ProtocolBlocks().Matches(Reference).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
            Assert.Empty(
                GrammarCompiler.Compile(new GrammarSource("README.md", block)).Diagnostics.Select(finding =>
                $"{finding.Id}: {finding.Message}"));
    }

    [Fact]
    public void Every_finding_is_in_it_and_no_other()
    {
        var known = typeof(GrammarDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(GrammarDiagnosticDescriptor))
            .Select(field => ((GrammarDiagnosticDescriptor)field.GetValue(null)!).Id).Append("PK998").Append("PK999").Order();
        var listed = FindingRows().Matches(Reference).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(known, listed);
    }

    [GeneratedRegex(@"```protocol\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProtocolBlocks();

    [GeneratedRegex(@"^\| <a id=""pk(?<number>\d{3})""></a>(PK\k<number>) \|", RegexOptions.Multiline)]
    private static partial Regex FindingRows();
}
