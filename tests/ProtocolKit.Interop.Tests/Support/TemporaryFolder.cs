namespace ProtocolKit.Interop.Tests;

/// <summary>A folder for one server or client, which every user may look into. Disposing it removes all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Readable = OwnersOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Enterable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public TemporaryFolder() => File.SetUnixFileMode(Path, Enterable);

    public string Path { get; } = Directory.CreateTempSubdirectory("protocolkit-").FullName;

    /// <summary>Writes a file that everybody may read.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text) => Write(name, text, Readable);

    /// <summary>Writes a file that nobody but its owner may read.</summary>
    /// <returns>Its path.</returns>
    public string WriteSecret(string name, string text, string? owner = null)
    {
        var path = Write(name, text, OwnersOnly);
        GiveTo(owner, path);
        return path;
    }

    /// <summary>Makes a folder.</summary>
    /// <returns>Its path.</returns>
    public string CreateFolder(string name, string? owner = null)
    {
        var path = Directory.CreateDirectory(At(name)).FullName;
        GiveTo(owner, path);
        return path;
    }

    /// <summary>The path that a name has in this folder.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The last lines of the server's logs: of all files that are called <c>*.log</c>.</summary>
    public string TailOfLogs()
    {
        var logs = new DirectoryInfo(Path).EnumerateFiles("*.log", SearchOption.AllDirectories);
        return string.Concat(logs.Select(log => $"{log.Name}:\n{string.Join('\n', File.ReadLines(log.FullName).TakeLast(20))}\n"));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Write(string name, string text, UnixFileMode mode)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    private static void GiveTo(string? owner, string path)
    {
        if (owner is not null)
            ProgramRun.Of("chown", $"{owner}:", path);
    }
}
