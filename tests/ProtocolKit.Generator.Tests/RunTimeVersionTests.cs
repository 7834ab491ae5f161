using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

public class RunTimeVersionTests
{
    [Fact]
    public void A_project_without_the_run_time_is_told_so_once()
    {
        var run = Knock().WithRunTime(null).Run();

        var finding = Assert.Single(run.Findings);
        Assert.Equal("PK998", finding.Id);
        Assert.Contains("does not reference the assembly ProtocolKit", finding.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_time_of_another_version_is_told()
    {
        var version = CSharpSyntaxTree.ParseText("[assembly: System.Reflection.AssemblyVersion(\"9.8.7.6\")]");
        var other = CSharpCompilation.Create(
            "ProtocolKit", [version], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
                new(OutputKind.DynamicallyLinkedLibrary));

        var run = Knock().WithRunTime(other.ToMetadataReference()).Run();

        var finding = Assert.Single(run.Findings);
        Assert.Equal("PK998", finding.Id);
        Assert.Contains("the assembly ProtocolKit of version 9.8.7.6", finding.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_grammars_needs_none() => Assert.Empty(new Project().WithRunTime(null).Run().Findings);

    private static Project Knock() => new(Grammars.All.Select(grammar => (grammar.Path, grammar.Text)).First());
}
