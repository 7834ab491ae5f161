using ProtocolKit.Grammar;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Compiles grammar files as the generator does.</summary>
internal static class GrammarFiles
{
    /// <summary>Stands for the standard input in place of a path.</summary>
    public const string StandardInput = "-";

    private const string Shipped = "<protocolkit>";

    /// <summary>Reads files; <c>-</c> is the standard input.</summary>
    /// <exception cref="UsageException">One cannot be read.</exception>
    public static async Task<IReadOnlyList<GrammarSource>> ReadAsync(
        IReadOnlyList<string> paths, ToolConsole console, CancellationToken cancellationToken)
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

    /// <summary>Reads files, and shipped grammars by the names of their protocols; <c>-</c> is the standard input.</summary>
    /// <exception cref="UsageException">One cannot be read, or there is no such protocol.</exception>
    public static async Task<IReadOnlyList<GrammarSource>> ReadAsync(
        IReadOnlyList<string> names, Catalog catalog, ToolConsole console, CancellationToken cancellationToken)
    {
        var sources = new List<GrammarSource>();
        foreach (var name in names)
        {
            sources.AddRange(GrammarOption.IsFile(name, catalog)
                ? await ReadAsync([name], console, cancellationToken).ConfigureAwait(false)
                : [Find(catalog.Require(name, out _).Name)!]);
        }

        return sources;
    }

    /// <summary>Compiles grammars; the base of a variant is looked for among them, beside it, and among the shipped ones.</summary>
    public static IReadOnlyList<GrammarResult> Compile(IReadOnlyList<GrammarSource> sources) =>
        [.. sources.Select(source => Compile(source, sources))];

    /// <summary>Compiles a grammar; the base of a variant is looked for beside it, and among the shipped ones.</summary>
    public static GrammarResult Compile(GrammarSource source) => Compile(source, []);

    private static GrammarResult Compile(GrammarSource source, IReadOnlyList<GrammarSource> others)
    {
        var origin = FindBase(source, others);
        return new GrammarResult(GrammarCompiler.Compile(source, origin), origin);
    }

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

    /// <summary>The grammar of a shipped protocol, or null.</summary>
    private static GrammarSource? Find(string protocol) => EmbeddedGrammars.TextsIn(typeof(Protocols.AllProtocols).Assembly)
        .FirstOrDefault(pair => pair.Key.Equals(protocol, StringComparison.OrdinalIgnoreCase)) is { Value: { } text } known
            ? new GrammarSource($"{Shipped}/{known.Key}.protocol", text)
            : null;

    private static GrammarSource? FindBase(GrammarSource source, IReadOnlyList<GrammarSource> sources)
    {
        if (GrammarCompiler.FindBaseName(source.Text) is not { } name)
            return null;
        return sources.Concat(Neighbours(source)).FirstOrDefault(IsBase) ?? Find(name);

        bool IsBase(GrammarSource other) => name.Equals(GrammarCompiler.FindName(other.Text), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<GrammarSource> Neighbours(GrammarSource source)
    {
        var folder = Path.GetDirectoryName(source.Path) is { Length: > 0 } path ? path : ".";
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.protocol").Order(StringComparer.Ordinal).Select(Read) : [];
    }
}

/// <summary>What became of a grammar file.</summary>
/// <param name="Compilation">The findings, and the checked grammar if there is no error.</param>
/// <param name="Base">The grammar that it is a variant of, if it is one and that was found.</param>
internal sealed record GrammarResult(GrammarCompilation Compilation, GrammarSource? Base);
