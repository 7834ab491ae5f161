using ProtocolKit.Grammar;

namespace ProtocolKit.Cli;

/// <summary>Compiles grammar files as the generator does.</summary>
internal static class GrammarFiles
{
    private const string StandardInput = "-";

    /// <summary>Reads files; <c>-</c> is the standard input.</summary>
    /// <exception cref="UsageException">One cannot be read.</exception>
    public static async Task<IReadOnlyList<GrammarSource>> ReadAsync(IReadOnlyList<string> paths, ToolConsole console, CancellationToken cancellationToken)
    {
        var sources = new List<GrammarSource>();
        foreach (var path in paths)
        {
            sources.Add(path == StandardInput
                ? new GrammarSource("<stdin>", await console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false))
                : Read(path));
        }

        return sources;
    }

    /// <summary>Compiles grammars; the base of a variant is looked for among them and beside it.</summary>
    public static IReadOnlyList<GrammarCompilation> Compile(IReadOnlyList<GrammarSource> sources) =>
        [.. sources.Select(source => GrammarCompiler.Compile(source, FindBase(source, sources)))];

    private static GrammarSource Read(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder. Name the grammar files in it, such as {Path.Combine(path, "*.protocol")}.");
        try
        {
            return new GrammarSource(path, File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}");
        }
    }

    private static GrammarSource? FindBase(GrammarSource source, IReadOnlyList<GrammarSource> sources)
    {
        if (GrammarCompiler.FindBaseName(source.Text) is not { } name)
            return null;
        return sources.Concat(Neighbours(source)).FirstOrDefault(other => name.Equals(GrammarCompiler.FindName(other.Text), StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<GrammarSource> Neighbours(GrammarSource source)
    {
        var folder = Path.GetDirectoryName(source.Path) is { Length: > 0 } path ? path : ".";
        return Directory.EnumerateFiles(folder, "*.protocol").Order(StringComparer.Ordinal).Select(Read);
    }
}
