using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Testing.Snapshots;

namespace ProtocolKit.Generator.Tests;

/// <summary>What is generated, as it is read by people; the grammars are small so that it can be.</summary>
public class SnapshotTests
{
    public static TheoryData<string> Names => [.. Grammars.All.Select(grammar => Path.GetFileNameWithoutExtension(grammar.Path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_generated_is_as_it_was(string name)
    {
        var run = new Project(Grammars.All.Single(grammar => grammar.Path == name + ".protocol")).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        await Verifier.Verify(Assert.Single(run.Sources()).Value, "cs").UseTextForParameters(name);
    }

    [Theory]
    [MemberData(nameof(ShippedGrammarTests.Names), MemberType = typeof(ShippedGrammarTests))]
    public async Task What_a_shipped_grammar_becomes_is_as_it_was(string name)
    {
        var run = new Project(ShippedGrammarTests.Files(name)).Run();

        var source = run.Sources().Single(source => source.Key.StartsWith(name.Replace("-", ""), StringComparison.OrdinalIgnoreCase));
        await Verifier.Verify(source.Value, "cs").UseTextForParameters(name);
    }
}
