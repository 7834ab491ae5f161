using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>--output</c>: where a command writes its text.</summary>
internal static class OutputFile
{
    public static Option<FileInfo?> Create() => new("--output", "-o")
    {
        Description = "The file to write; the standard output unless set.", HelpName = "FILE",
    };

    /// <summary>Writes to the file, or to the standard output where there is none.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(string text, FileInfo? file, ToolConsole console, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await console.Out.WriteAsync(text).ConfigureAwait(false);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output: {file} cannot be written: {failure.Message}");
        }
    }
}
