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
    public string WriteSecret(string name, string text) => Write(name, text, OwnersOnly);

    /// <summary>Makes a folder.</summary>
    /// <returns>Its path.</returns>
    public string CreateFolder(string name) => Directory.CreateDirectory(At(name)).FullName;

    /// <summary>Gives files and folders, with all that is in them, to a user.</summary>
    public async Task GiveToAsync(string user, params IEnumerable<string> paths)
    {
        var result = await RunningProgram.RunAsync("chown", ["--recursive", $"{user}:", .. paths]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"The owner could not be changed: {result.Output}");
    }

    /// <summary>The path that a name has in this folder.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The last lines of the server's logs: of all files that are called <c>*.log</c>.</summary>
    public string TailOfLogs()
    {
        var logs = new DirectoryInfo(Path).EnumerateFiles("*.log", SearchOption.AllDirectories);
        return string.Concat(logs.Select(log => $"{log.Name}:\n{string.Join('\n', File.ReadLines(log.FullName).TakeLast(20))}\n"));
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private string Write(string name, string text, UnixFileMode mode)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }
}
