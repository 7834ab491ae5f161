using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
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
        using var image = new MemoryStream();
        var result = run.Compilation.Emit(image);
        var faults = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(result.Success && faults.Length == 0, string.Join('\n', faults.Take(5)) + "\n" + string.Join('\n', run.Compilation.SyntaxTrees));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(image);
        var type = assembly.GetTypes().Single(type => type is { IsPublic: true } && typeof(IProtocol).IsAssignableFrom(type));
        return (ProtocolDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }

    /// <summary>What is found in a grammar, as <c>PK001</c> and a message each.</summary>
    public static IReadOnlyList<string> Findings(string grammar) =>
        [.. ProtocolKit.Grammar.GrammarCompiler.Compile(new ProtocolKit.Grammar.GrammarSource("invented.protocol", grammar)).Diagnostics.Select(finding => $"{finding.Id} {finding.Message}")];
}
