using System.Text;
using System.Text.Json;

namespace ProtocolKit.Cli;

/// <summary>Where the lines of a survey go: each is written whole, at once, and is the system's before the next one.</summary>
internal sealed class SurveyOutput : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly TextWriter _console;
    private readonly FileStream? _file;

    private SurveyOutput(TextWriter console, FileStream? file) => (_console, _file) = (console, file);

    /// <summary>How many lines the file had.</summary>
    public long Found { get; private set; }

    /// <summary>Opens the file, and reads what it has of an earlier run.</summary>
    /// <param name="file">The file; null for the standard output.</param>
    /// <param name="done">Takes what the file has.</param>
    /// <param name="console">Takes data where there is no file, and is told what was found.</param>
    /// <exception cref="UsageException">The file cannot be written, or has something else in it.</exception>
    public static SurveyOutput Open(FileInfo? file, SurveyDone done, ToolConsole console)
    {
        if (file is null)
            return new SurveyOutput(console.Out, file: null);
        FileStream? stream = null;
        try
        {
            stream = new FileStream(file.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var output = new SurveyOutput(console.Out, stream);
            output.ReadOn(stream, file, done, console.Error);
            return output;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw Unwritable(failure);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Writes a line. It is not given up halfway.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public Task WriteAsync(ProbeReport report) => WriteAsync(Line(report), isSafe: false);

    /// <summary>Writes whole lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isSafe">Whether they are on the disk when it returns, and do not only belong to the system.</param>
    /// <exception cref="UsageException">They cannot be written.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> lines, bool isSafe)
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_file is not null)
            {
                await _file.WriteAsync(lines).ConfigureAwait(false);
                if (isSafe)
                    RandomAccess.FlushToDisk(_file.SafeFileHandle);
                return;
            }

            await _console.WriteAsync(Encoding.UTF8.GetString(lines.Span)).ConfigureAwait(false);
            await _console.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw Unwritable(failure);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A result as it stands in a file.</summary>
    public static byte[] Line(ProbeReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, ProbeJson.Default.ProbeReport), (byte)'\n'];

    public void Dispose()
    {
        _file?.Dispose();
        _one.Dispose();
    }

    private void ReadOn(FileStream stream, FileInfo file, SurveyDone done, TextWriter error)
    {
        var results = new ResultFile(file.ToString(), stream);
        for (; results.Read() is { } report; Found++)
            done.Add(report);
        if (results.IsTruncated)
        {
            error.WriteLine($"{file}: the last line has no end, and is cut off ({stream.Length - results.End} octets). "
                + "Its target is surveyed again.");
            stream.SetLength(results.End);
        }

        stream.Position = results.End;
        if (Found > 0)
            error.WriteLine($"{file} has {Found} results. The survey goes on behind them; to begin anew, name another file.");
    }

    private static UsageException Unwritable(Exception failure) =>
        new($"The results cannot be written: {failure.Message} The same command goes on behind the last whole line.");
}
