using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Invented protocols: compiled with warnings as errors, and loaded.</summary>
internal static class Invented
{
    /// <summary>Compiles a grammar without findings.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="mayHave">A warning that it may have; empty for none.</param>
    public static ProtocolDefinition Compile(string grammar, string mayHave = "")
    {
        var run = new Project(("invented.protocol", grammar)).Run();
        Assert.DoesNotContain(run.Findings, finding => finding.Id != mayHave);
        var type = GeneratedAssembly.Load(run).GetTypes()
            .Single(type => type is { IsPublic: true } && typeof(IProtocol).IsAssignableFrom(type));
        return (ProtocolDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }

    /// <summary>A protocol in which a client asks, and a server says <c>OK</c> or <c>NO</c>.</summary>
    /// <param name="head">Parameters, and rules besides.</param>
    /// <param name="rule">The rule of the question, <c>ask</c>.</param>
    /// <param name="text">The text of it; empty for its shortest sentence.</param>
    public static string Asking(string head, string rule, string text) =>
        $"""
        protocol invented
        port 7
        {head}
        ask = {rule}
        ok = "OK" CRLF
        no = "NO" CRLF
        dialogue
        C: ask
        S: ok / no => refused
        TLS
        {(text.Length > 0 ? "says\nask " + text : "")}
        """;

    /// <summary>What is found in a grammar, as <c>PK001</c> and a message each.</summary>
    public static IReadOnlyList<string> Findings(string grammar) =>
        [.. ProtocolKit.Grammar.GrammarCompiler.Compile(
            new ProtocolKit.Grammar.GrammarSource("invented.protocol", grammar)).Diagnostics.Select(finding =>
            $"{finding.Id} {finding.Message}")];
}
