namespace ProtocolKit.LanguageServer.Tests.Support;

/// <summary>A folder with grammar files. Disposing it removes them.</summary>
internal sealed class GrammarFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("protocolkit-").FullName;

    /// <summary>The shipped grammars, by their paths.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "grammars"), "*.protocol").Order(StringComparer.Ordinal)];

    public static string UriOf(string path) => new Uri(path).AbsoluteUri;

    /// <summary>Writes a file.</summary>
    /// <returns>Its URI.</returns>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return UriOf(path);
    }

    /// <summary>The URI of a file that need not be there.</summary>
    public string Uri(string name) => UriOf(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
