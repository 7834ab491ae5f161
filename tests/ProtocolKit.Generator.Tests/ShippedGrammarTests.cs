using System.Globalization;
using System.Text.RegularExpressions;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests;

public partial class ShippedGrammarTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "grammars");

    public static TheoryData<string> Names => [.. AllNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_compiles_without_a_warning(string name)
    {
        var run = new Project(Files(name)).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_one_role_needs_is_there_alone(string name)
    {
        foreach (var (role, other) in new[] { ("Client", "Server"), ("Server", "Client") })
        {
            var files = Files(name).Select(file => new GrammarFile(file.Path, file.Text) { Metadata = [("Role", role)] });
            var run = new Project(new ProjectOptions(("RootNamespace", "Invented")), [.. files]).Run();

            Assert.Empty(run.Findings);
            Assert.Empty(run.CompilerDiagnostics());
            var type = run.Type("Invented." + CSharpNames.Pascal(name));
            var nested = type.BaseType!.TypeArguments[1].ContainingType.GetTypeMembers().Select(member => member.Name).ToArray();
            Assert.Contains(role + "Parameters", nested);
            Assert.Contains(role + "Machine", nested);
            Assert.DoesNotContain(other + "Parameters", nested);
            Assert.DoesNotContain(other + "Machine", nested);
        }
    }

    [Fact]
    public void All_of_them_and_their_list_compile_together()
    {
        var files = AllNames().Select(name => new GrammarFile(name + ".protocol", Text(name))).ToArray();

        var run = new Project(new ProjectOptions(("ProtocolKitNamespace", "Shipped"), ("ProtocolKitEmitIndex", "true")), files).Run();

        Assert.Equal(files.Length + 1, run.HintNames.Count());
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_is_the_same_in_every_culture(string name)
    {
        var expected = new Project(Files(name)).Run().Sources();

        foreach (var culture in (string[])["tr-TR", "de-DE", "ar-SA"])
            Assert.Equal(expected, In(culture, () => new Project(Files(name)).Run().Sources()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_is_the_same_whatever_the_line_ends_of_the_grammar(string name)
    {
        var expected = new Project(Files(name)).Run().Sources();

        foreach (
            var change in (Func<string, string>[])[text => text.ReplaceLineEndings("\r\n"), text =>
            "\uFEFF" + text.ReplaceLineEndings("\r\n"), text => text.ReplaceLineEndings("\r")])
        {
            var run = new Project([.. Files(name).Select(file => (file.Path, change(file.Text)))]).Run();
            Assert.Empty(run.Findings);
            Assert.Equal(expected, run.Sources());
        }

        Assert.All(expected.Values, source => Assert.DoesNotContain('\r', source));
    }

    private static T In<T>(string culture, Func<T> action)
    {
        var (own, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, ui);
        }
    }

    /// <summary>A grammar's file; for a variant, behind its base's.</summary>
    internal static (string Path, string Text)[] Files(string name)
    {
        var text = Text(name);
        var like = VariantLine().Match(text);
        return like.Success ? [.. Files(like.Groups[1].Value), (name + ".protocol", text)] : [(name + ".protocol", text)];
    }

    internal static string Text(string name) =>
        File.ReadAllText(Path.Combine(Folder, name + ".protocol")).ReplaceLineEndings("\n");

    internal static IEnumerable<string> AllNames() =>
        Directory.GetFiles(Folder, "*.protocol").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^protocol \S+ like (\S+)", RegexOptions.Multiline)]
    private static partial Regex VariantLine();
}
