using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Generator.Tests;

/// <summary>What is generated, as it is read by people; the grammars are small so that it can be.</summary>
public class SnapshotTests
{
    public static TheoryData<string> Names => [.. Grammars.All.Select(grammar => Path.GetFileNameWithoutExtension(grammar.Path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_generated_is_as_it_was(string name)
    {
        var run = new Project(Grammars.All.Single(grammar => grammar.Path == name + ".protocol")).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        Verifier.Verify(Assert.Single(run.Sources()).Value, "cs", name);
    }

    [Theory]
    [MemberData(nameof(ShippedGrammarTests.Names), MemberType = typeof(ShippedGrammarTests))]
    public void What_a_shipped_grammar_becomes_is_as_it_was(string name)
    {
        var run = new Project(ShippedGrammarTests.Files(name)).Run();

        Verifier.Verify(run.Sources().Single(source => source.Key.StartsWith(name.Replace("-", ""), StringComparison.OrdinalIgnoreCase)).Value, "cs", name);
    }
}
