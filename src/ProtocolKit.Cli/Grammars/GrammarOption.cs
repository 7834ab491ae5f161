using System.CommandLine;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Cli;

/// <summary><c>--grammar</c>: a protocol whose grammar is in no project.</summary>
internal static class GrammarOption
{
    public static Option<string?> Create() => new("--grammar")
    {
        Description = "Speak the protocol of this grammar file, which is compiled in memory; - is the standard input.", HelpName = "FILE",
    };

    /// <summary>The protocol of a grammar file alone, if there is one; else all protocols that the tool speaks.</summary>
    /// <param name="catalog">The protocols.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="console">Takes the findings, as complaints.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="UsageException">The file cannot be read, or has errors.</exception>
    public static async Task<Catalog> ChooseAsync(
        Catalog catalog, string? path, ToolConsole console, CancellationToken cancellationToken) =>
        path is null ? catalog : Catalog.Of((await LoadAsync(path, console, cancellationToken).ConfigureAwait(false)).Protocol);

    /// <summary>Whether an argument that may also be a protocol's name is a grammar file.</summary>
    public static bool IsFile(string name, Catalog catalog) => catalog.Find(name, out _) is null
        && (name == GrammarFiles.StandardInput || File.Exists(name) || Path.GetFileName(name) != name
            || name.EndsWith(".protocol", StringComparison.OrdinalIgnoreCase));

    /// <summary>Compiles a grammar file and loads what comes of it.</summary>
    /// <inheritdoc cref="ChooseAsync"/>
    public static async Task<(ProtocolDefinition Protocol, ProtocolModel Model)> LoadAsync(
        string path, ToolConsole console, CancellationToken cancellationToken)
    {
        var sources = await GrammarFiles.ReadAsync([path], console, cancellationToken).ConfigureAwait(false);
        var models = await CheckAsync(sources[0], console).ConfigureAwait(false);
        return (GrammarAssembly.Load(models), models[0]);
    }

    /// <summary>Compiles a grammar up to its checked models: its own, and that of the one that it is a variant of.</summary>
    private static async Task<IReadOnlyList<ProtocolModel>> CheckAsync(GrammarSource source, ToolConsole console)
    {
        var own = GrammarFiles.Compile(source);
        GrammarResult[] results = own.Base is { } origin ? [own, GrammarFiles.Compile(origin)] : [own];
        var shown = results.Where(result => result == own || result.Compilation.Model is null);
        await GrammarFindings.WriteAsync(shown, console.Error).ConfigureAwait(false);
        return results.All(result => result.Compilation.Model is not null)
            ? [.. results.Select(result => result.Compilation.Model!)]
            : throw new UsageException($"{source.Path} has errors, so it can't be run.");
    }
}
