using System.Text.Json;
using ProtocolKit.Interop.Tests.Clients.Trials;

namespace ProtocolKit.Interop.Tests.Editors;

/// <summary>How an editor colours grammar files, by its own library.</summary>
internal static class ColouredFiles
{
    private const string Scope = "source.protocol";

    /// <summary>What the test needs that may not be installed.</summary>
    public static readonly string[] Needs =
    [
        "node", $"{TriedClients.NodePackages}/vscode-textmate/package.json", $"{TriedClients.NodePackages}/vscode-oniguruma/package.json",
    ];

    /// <summary>The parts of files that are no white space, in order.</summary>
    public static async Task<IReadOnlyList<ColouredPart>> ReadAsync(IEnumerable<string> files)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Clients", "Programs", "node", "tokens.js");
        var grammar = Path.Combine(Repository.Root, "src", "ProtocolKit.VSCode", "syntaxes", "protocol.tmLanguage.json");
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = TriedClients.NodePackages };
        var result = await RunningProgram.RunAsync("node", [program, Scope, grammar, .. files], environment);
        Assert.True(result.ExitCode == 0, result.ToString());
        return [.. result.Output.Split('\n').Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<ColouredPart>(line)!)
            .Where(part => !string.IsNullOrWhiteSpace(part.Text))];
    }
}

/// <summary>A part of a line in one colour.</summary>
internal sealed record ColouredPart(string File, int Line, string Text, IReadOnlyList<string> Scopes)
{
    /// <summary>What it is, without the name of the language; empty where nothing is said but that it is in such a file.</summary>
    public string Kind => Scopes.Skip(1).LastOrDefault(scope => !scope.StartsWith("meta.", StringComparison.Ordinal)) is { } scope
        ? scope[..scope.LastIndexOf('.')]
        : "";
}

/// <summary>A test that needs the library by which editors colour files, and is skipped, with the reason, where it is missing.</summary>
internal sealed class ColoursFactAttribute : FactAttribute
{
    public ColoursFactAttribute() => Skip = Programs.WhyMissing(ColouredFiles.Needs);
}

/// <summary>The same for a test with arguments.</summary>
internal sealed class ColoursTheoryAttribute : TheoryAttribute
{
    public ColoursTheoryAttribute() => Skip = Programs.WhyMissing(ColouredFiles.Needs);
}
