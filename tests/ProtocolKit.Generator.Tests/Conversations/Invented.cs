using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Invented protocols: compiled with warnings as errors, and loaded.</summary>
internal static class Invented
{
    /// <summary>Compiles a grammar without findings.</summary>
    public static ProtocolDefinition Compile(string grammar)
    {
        var run = new Project(("invented.protocol", grammar)).Run();
        Assert.Empty(run.Findings);
        var type = GeneratedAssembly.Load(run).GetTypes().Single(type => type is { IsPublic: true } && typeof(IProtocol).IsAssignableFrom(type));
        return (ProtocolDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }

    /// <summary>What is found in a grammar, as <c>PK001</c> and a message each.</summary>
    public static IReadOnlyList<string> Findings(string grammar) =>
        [.. ProtocolKit.Grammar.GrammarCompiler.Compile(new ProtocolKit.Grammar.GrammarSource("invented.protocol", grammar)).Diagnostics.Select(finding => $"{finding.Id} {finding.Message}")];
}
