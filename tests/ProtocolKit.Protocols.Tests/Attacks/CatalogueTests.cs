using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>The table of known failures is complete, and what it names exists.</summary>
public sealed partial class CatalogueTests
{
    public static TheoryData<int> Cases => [.. Catalogue.All.Select(known => known.Number)];

    [Fact]
    public void Each_of_the_115_cases_stands_in_the_table_once() =>
        Assert.Equal(Enumerable.Range(1, 115), Catalogue.All.Select(known => known.Number).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_shown_by_something_that_exists_or_has_a_reason(int number)
    {
        var known = Catalogue.All.Single(known => known.Number == number);

        Assert.True(known.What.Length > 0 && (known.ShownBy.Length > 0 || known.WhyNot.Length > 0), $"Case {number} is shown by nothing.");
        foreach (var name in known.ShownBy)
            Assert.True(Exists(name), $"Case {number} names {name}, which does not exist.");
    }

    private static bool Exists(string name)
    {
        if (Enum.TryParse<AttackFamily>(name, out _))
            return true;
        var parts = name.Split('/', '.');
        return name.Contains('/', StringComparison.Ordinal)
            ? ExistsInSource(name.Split('/')[0], parts[^2], parts[^1])
            : typeof(CatalogueTests).Assembly.GetTypes().Where(type => type.Name == parts[0])
                .Any(type => type.GetMethod(parts[1])?.GetCustomAttributes<FactAttribute>().Any() == true);
    }

    /// <summary>Other projects' tests are no reference of this one: their sources are read.</summary>
    private static bool ExistsInSource(string project, string type, string method) =>
        Directory.EnumerateFiles(Path.Combine(TestsFolder(), project), type + "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Any(text =>
                text.Contains($" class {type}", StringComparison.Ordinal)
                && TestMethod().Matches(text).Any(match => match.Groups[1].Value == method));

    private static string TestsFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    [GeneratedRegex("""\[(?:Fact|Theory|[A-Za-z]*Fact|[A-Za-z]*Theory)[^\]]*\](?:\s*\[[^\n]*\])*\s*public (?:async )?(?:void|Task) ([A-Za-z0-9_]+)\(""")]
    private static partial Regex TestMethod();
}
