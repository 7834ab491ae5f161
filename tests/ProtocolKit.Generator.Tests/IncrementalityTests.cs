using Microsoft.CodeAnalysis;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ProtocolKit.Generator.Tests;

public class IncrementalityTests
{
    private static readonly string[] Steps =
    [
        ProtocolGenerator.GrammarStep, ProtocolGenerator.PairStep, ProtocolGenerator.SourceStep, ProtocolGenerator.FindingStep,
            ProtocolGenerator.IndexStep,
    ];

    [Fact]
    public void Every_step_is_cached_when_nothing_has_changed()
    {
        var project = new Project(Grammars.All);
        project.Run();

        AssertAllCached(project.Run());
    }

    [Fact]
    public void Every_step_is_cached_after_an_edit_to_CSharp()
    {
        var project = new Project(Grammars.All).WithCSharp("A.cs", "class A;");
        project.Run();

        AssertAllCached(project.WithCSharp("A.cs", "class A { int b; }").Run());
    }

    [Fact]
    public void An_edit_to_a_comment_stops_at_the_grammar()
    {
        var project = new Project(Grammars.All);
        project.Run();

        var run = project.WithGrammar(
            "knock.protocol", Grammars.Text.Replace("; A protocol of lines", "; Lines, more or less\n", StringComparison.Ordinal)).Run();

        Assert.Equal([Unchanged, Cached, Cached, Cached], run.Reasons(ProtocolGenerator.GrammarStep));
        Assert.All(run.Reasons(ProtocolGenerator.PairStep), reason => Assert.Equal(Cached, reason));
        Assert.All(run.Reasons(ProtocolGenerator.SourceStep), reason => Assert.Equal(Cached, reason));
        Assert.All(run.OutputReasons(ProtocolGenerator.SourceStep), reason => Assert.Equal(Cached, reason));
        Assert.All(run.Reasons(ProtocolGenerator.FindingStep), reason => Assert.Equal(Cached, reason));
        Assert.All(run.OutputReasons(ProtocolGenerator.FindingStep), reason => Assert.Equal(Cached, reason));
        Assert.Equal([Cached], run.Reasons(ProtocolGenerator.IndexStep));
    }

    [Fact]
    public void An_edit_to_one_grammar_makes_only_its_own_output_anew()
    {
        var project = new Project(Grammars.All);
        var before = project.Run();

        var run = project.WithGrammar("octet.protocol", Grammars.Binary.Replace("uint16(4)", "uint16(5)", StringComparison.Ordinal)).Run();

        Assert.Equal([Cached, Modified, Cached, Cached], run.Reasons(ProtocolGenerator.GrammarStep));
        Assert.Equal([Cached, Modified, Cached, Cached], run.Reasons(ProtocolGenerator.PairStep));
        Assert.Equal([Cached, Modified, Cached, Cached], run.Reasons(ProtocolGenerator.SourceStep));
        Assert.Equal([Cached, Modified, Cached, Cached], run.OutputReasons(ProtocolGenerator.SourceStep));
        Assert.All(run.Reasons(ProtocolGenerator.FindingStep), reason => Assert.Equal(Cached, reason));
        Assert.Equal([Cached], run.Reasons(ProtocolGenerator.IndexStep));
        Assert.Equal(["Octet.g.cs"], run.Sources().Except(before.Sources()).Select(source => source.Key));
    }

    [Fact]
    public void Breaking_one_grammar_leaves_the_others_cached()
    {
        var project = new Project(Grammars.All);
        project.Run();

        var run = project.WithGrammar("octet.protocol", Grammars.Binary.Replace("flags:uint16", "flags:unit16", StringComparison.Ordinal))
            .Run();

        Assert.Equal([Cached, Modified, Cached, Cached], run.Reasons(ProtocolGenerator.SourceStep));
        Assert.Equal([Cached, Modified, Cached, Cached], run.OutputReasons(ProtocolGenerator.SourceStep));
        Assert.Equal([Cached, Modified, Cached, Cached], run.Reasons(ProtocolGenerator.FindingStep));
    }

    [Fact]
    public void An_edit_to_a_base_makes_it_and_its_variants_anew_and_no_other()
    {
        var project = new Project([.. Grammars.All, ("rap.protocol", "protocol rap like knock\nport 7009\nlimit 4096 octets\n")]);
        project.Run();

        var run = project.WithGrammar("knock.protocol", Grammars.Text.Replace("\"START\"", "\"BEGIN\"", StringComparison.Ordinal)).Run();

        Assert.Equal([Modified, Unchanged, Unchanged, Unchanged, Modified], run.Reasons(ProtocolGenerator.PairStep));
        Assert.Equal([Modified, Cached, Cached, Cached, Modified], run.Reasons(ProtocolGenerator.SourceStep));
        Assert.Contains("BEGIN", run.Source("Rap.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_to_a_base_leaves_a_variant_that_has_all_of_it_as_it_is()
    {
        var project = new Project([.. Grammars.All, ("rap.protocol", "protocol rap like knock\nport 7009\n")]);
        project.Run();

        var run = project.WithGrammar("knock.protocol", Grammars.Text.Replace("\"START\"", "\"BEGIN\"", StringComparison.Ordinal)).Run();

        Assert.Equal([Modified, Cached, Cached, Cached, Cached], run.Reasons(ProtocolGenerator.SourceStep));
    }

    [Fact]
    public void An_edit_to_a_comment_does_not_compile_the_grammar_again()
    {
        var compiled = new List<string>();
        var generator = new ProtocolGenerator((source, other) =>
        {
            compiled.Add(source.Path);
            return GrammarCompiler.Compile(source, other);
        });
        var project = new Project(
            generator, new ProjectOptions(), [.. Grammars.All.Select(grammar => new GrammarFile(grammar.Path, grammar.Text))]);
        project.Run();
        Assert.Equal(["knock.protocol", "octet.protocol", "tag.protocol", "leaf.protocol"], compiled);

        project.WithGrammar("knock.protocol", "; Lines, more or less\n" + Grammars.Text).Run();
        Assert.Equal(4, compiled.Count);

        project.WithGrammar("octet.protocol", Grammars.Binary.Replace("uint16(4)", "uint16(5)", StringComparison.Ordinal)).Run();
        Assert.Equal("octet.protocol", Assert.Single(compiled.Skip(4)));
    }

    [Fact]
    public void An_added_grammar_and_a_removed_one_leave_the_others_cached()
    {
        var project = new Project(Grammars.All[..3]);
        project.Run();

        var added = project.AddGrammar("leaf.protocol", Grammars.Xml).Run();
        Assert.Equal([Cached, Cached, Cached, New], added.Reasons(ProtocolGenerator.SourceStep));

        var removed = project.RemoveGrammar("octet.protocol").Run();
        Assert.Equal([Cached, Removed, Cached, Cached], removed.Reasons(ProtocolGenerator.SourceStep));
        Assert.Equal(["Knock.g.cs", "Tag.g.cs", "Leaf.g.cs"], removed.HintNames);
    }

    private static void AssertAllCached(GeneratorRun run)
    {
        foreach (var step in Steps)
        {
            Assert.All(run.Reasons(step), reason => Assert.Equal(Cached, reason));
            Assert.All(run.OutputReasons(step), reason => Assert.Equal(Cached, reason));
        }
    }
}
