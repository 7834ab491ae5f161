using System.Collections.Concurrent;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.LanguageServer.Workspace;

/// <summary>Grammar files that are not open in the editor.</summary>
internal sealed class GrammarFolders
{
    private const int MaxOctets = 4 * GrammarParser.MaxLength;

    private readonly ConcurrentDictionary<string, (DateTime Written, Document Document)> _read = new(StringComparer.Ordinal);

    /// <summary>Where the shipped grammars are.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "grammars");

    /// <summary>The paths of a folder's grammar files, in order; none where it can't be read.</summary>
    public static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.protocol").Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A file as it is now, or null where it can't be read.</summary>
    public Document? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MaxOctets)
                return null;
            if (_read.TryGetValue(path, out var known) && known.Written == file.LastWriteTimeUtc)
                return known.Document;
            var document = new Document(new Uri(path).AbsoluteUri, path, File.ReadAllText(path));
            _read[path] = (file.LastWriteTimeUtc, document);
            return document;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
