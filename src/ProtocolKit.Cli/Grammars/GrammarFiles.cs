using ProtocolKit.Grammar;

namespace ProtocolKit.Cli;

/// <summary>Compiles grammar files as the generator does.</summary>
internal static class GrammarFiles
{
    /// <summary>Compiles files; the base of a variant is looked for among them and beside it.</summary>
    public static IReadOnlyList<GrammarCompilation> Compile(IReadOnlyList<FileInfo> files)
    {
        var sources = files.Select(Read).ToArray();
        return [.. sources.Select(source => GrammarCompiler.Compile(source, FindBase(source, sources)))];
    }

    private static GrammarSource Read(FileInfo file)
    {
        try
        {
            return new GrammarSource(file.ToString(), File.ReadAllText(file.FullName));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {failure.Message}");
        }
    }

    private static GrammarSource? FindBase(GrammarSource source, GrammarSource[] sources)
    {
        if (GrammarCompiler.FindBaseName(source.Text) is not { } name)
            return null;
        return sources.Concat(Neighbours(source)).FirstOrDefault(other => name.Equals(GrammarCompiler.FindName(other.Text), StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<GrammarSource> Neighbours(GrammarSource source)
    {
        var folder = Path.GetDirectoryName(source.Path) is { Length: > 0 } path ? path : ".";
        return Directory.EnumerateFiles(folder, "*.protocol").Order(StringComparer.Ordinal).Select(file => Read(new FileInfo(file)));
    }
}
