using System.Collections.Concurrent;
using ProtocolKit.Grammar;
using ProtocolKit.LanguageServer.Rpc;

namespace ProtocolKit.LanguageServer.Workspace;

/// <summary>The grammars that are open, and those that they belong to.</summary>
internal sealed class GrammarWorkspace
{
    private readonly ConcurrentDictionary<string, Document> _open = new(StringComparer.Ordinal);
    private readonly GrammarFolders _folders = new();

    /// <summary>The files that are open.</summary>
    public IEnumerable<Document> Open => _open.Values;

    /// <summary>Takes a file's new text.</summary>
    public Document Set(string uri, int version, string text)
    {
        var document = new Document(uri, PathOf(uri), text) { Version = version };
        _open[document.Path] = document;
        return document;
    }

    public void Close(string uri) => _open.TryRemove(PathOf(uri), out _);

    /// <summary>An open file.</summary>
    public Document Find(string uri) =>
        _open.GetValueOrDefault(PathOf(uri))
            ?? throw LspError.InvalidParams($"'{uri}' is not open. Open it by textDocument/didOpen first.");

    /// <summary>The file as it is now, or null where it is neither open nor can be read.</summary>
    public Document? Current(string path) => _open.GetValueOrDefault(path) ?? _folders.Read(path);

    /// <summary>The grammar that a variant is like: it is looked for beside the file, then among the shipped ones. Null where the file is no
    /// variant, or it is not found.</summary>
    public Document? BaseOf(Document document)
    {
        return document.BaseName is { } name
            ? Beside(document).Concat(GrammarFolders.FilesIn(GrammarFolders.Shipped).Select(_folders.Read)).FirstOrDefault(IsBase)
            : null;

        bool IsBase(Document? other) => name.Equals(other?.Name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A grammar and all that share its names, the base first: the base, and its variants beside either.</summary>
    public IReadOnlyList<Document> FamilyOf(Document document)
    {
        var root = BaseOf(document) ?? document;
        var variants = Beside(root).Concat(Beside(document)).Append(document)
            .Where(other => other.Path != root.Path && (other.Path == document.Path || BaseOf(other)?.Path == root.Path))
            .DistinctBy(other => other.Path);
        return [root, .. variants];
    }

    /// <summary>The names of the protocols that a variant may be like.</summary>
    public IEnumerable<string> BaseNames(Document document) =>
        Beside(document).Concat(GrammarFolders.FilesIn(GrammarFolders.Shipped).Select(_folders.Read).OfType<Document>())
            .Where(other => other.Path != document.Path && other.BaseName is null)
            .Select(other => other.Name).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Compiles a file as <c>protocolkit check</c> does.</summary>
    public (GrammarCompilation Compilation, Document? Base) Compile(Document document)
    {
        var origin = BaseOf(document);
        return (GrammarCompiler.Compile(document.Source, origin?.Source), origin);
    }

    /// <summary>Whether a file is one of those that are part of this program.</summary>
    public static bool IsShipped(Document document) => Path.GetDirectoryName(document.Path) == GrammarFolders.Shipped;

    private IEnumerable<Document> Beside(Document document)
    {
        if (!Path.IsPathFullyQualified(document.Path) || Path.GetDirectoryName(document.Path) is not { Length: > 0 } folder)
            return [];
        // What is open may not have been saved yet.
        var open = _open.Keys.Where(path => Path.GetDirectoryName(path) == folder);
        return GrammarFolders.FilesIn(folder).Union(open).Order(StringComparer.Ordinal).Select(Current).OfType<Document>();
    }

    private static string PathOf(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
            throw LspError.InvalidParams($"'{uri}' is no URI.");
        return parsed.IsFile ? parsed.LocalPath : uri;
    }
}
