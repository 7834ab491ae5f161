using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;

namespace ProtocolKit.Generator.Tests;

public class InternalFailureTests
{
    [Fact]
    public void A_failure_of_the_generator_is_PK999_at_its_grammar_and_spares_the_others()
    {
        var generator = new ProtocolGenerator((source, other) =>
            source.Path == "octet.protocol" ? throw new InvalidOperationException("A mistake\nof ours.")
                : GrammarCompiler.Compile(source, other));
        var project = new Project(
            generator, new ProjectOptions(), [.. Grammars.All.Select(grammar => new GrammarFile(grammar.Path, grammar.Text))]);

        var run = project.WithCSharp("Use.cs", "class Use { object _a = ProtocolKit.Protocols.Octet.Definition; }").Run();

        Assert.Null(run.Crash);
        Assert.Equal(["octet.protocol(1,1-1,1): error PK999"], run.Places());
        Assert.Contains("System.InvalidOperationException: A mistake of ours.", run.Findings[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(["Knock.g.cs", "Octet.g.cs", "Tag.g.cs", "Leaf.g.cs"], run.HintNames);
        Assert.DoesNotContain(run.CompilerDiagnostics(), diagnostic => diagnostic.Id != "CS0169" && diagnostic.Id != "CS0414");
    }
}
