using System.Globalization;
using System.Runtime.CompilerServices;
using nietras.SeparatedValues;

namespace ProtocolKit.Cli;

/// <summary>Reads what is to be surveyed, one input after the other.</summary>
/// <param name="arguments">Hosts, domains, URLs, and names of files; empty for the standard input.</param>
/// <param name="column">The column of a file: its name in the first row, or its number from 1; null for the first.</param>
/// <param name="console">Has the standard input.</param>
internal sealed class SurveyInputs(IReadOnlyList<string> arguments, string? column, ToolConsole console)
{
    private static readonly string[] Titles = ["domain", "host", "hostname", "input", "name", "server", "target", "url"];

    private IReadOnlyList<string> Sources => arguments.Count == 0 ? [GrammarFiles.StandardInput] : arguments;

    /// <summary>How many there are about, or null where the standard input is among them.</summary>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public long? Count()
    {
        var count = 0L;
        foreach (var source in Sources)
        {
            if (source == GrammarFiles.StandardInput)
                return null;
            using var reader = IsFile(source) ? Open(source) : null;
            count += reader is null ? 1 : Lines(reader);
        }

        return count;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">A file cannot be read, or has no such column.</exception>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in Sources)
        {
            if (source != GrammarFiles.StandardInput && !IsFile(source))
            {
                yield return source;
                continue;
            }

            using var text = source == GrammarFiles.StandardInput ? console.In : Open(source);
            await foreach (var input in ReadAsync(text, source, cancellationToken).ConfigureAwait(false))
                yield return input;
        }
    }

    private async IAsyncEnumerable<string> ReadAsync(TextReader text, string source,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isNumber = int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var index = column is null ? 0 : isNumber ? number - 1 : -1;
        var isFirst = true;
        using var rows = await Sep.Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
            .FromAsync(text, cancellationToken).ConfigureAwait(false);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (row.ColCount == 0 || row[0].Span.TrimStart() is ['#', ..])
                continue;
            if (index < 0)
            {
                index = FindColumn(row, source);
                isFirst = false;
                continue;
            }

            var cell = index < row.ColCount ? row[index].Span.Trim().ToString() : "";
            var isTitle = isFirst && Titles.Contains(cell, StringComparer.OrdinalIgnoreCase);
            isFirst &= cell.Length == 0;
            if (cell.Length > 0 && !isTitle)
                yield return cell;
        }
    }

    private int FindColumn(SepReader.Row row, string source)
    {
        for (var i = 0; i < row.ColCount; i++)
        {
            if (row[i].Span.Trim().Equals(column, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        var name = source == GrammarFiles.StandardInput ? "the standard input" : source;
        throw new UsageException($"--column: the first row of "
            + $"{name} has no column '{PeerText.Escape(column!)}'. Write its name there, or its number from 1.");
    }

    private static bool IsFile(string source) => !source.Contains("://", StringComparison.Ordinal) && File.Exists(source);

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}");
        }
    }

    private static long Lines(TextReader reader)
    {
        var lines = 0L;
        var buffer = new char[64 * 1024];
        var last = '\n';
        while (reader.Read(buffer) is > 0 and var length)
        {
            lines += buffer.AsSpan(0, length).Count('\n');
            last = buffer[length - 1];
        }

        return last == '\n' ? lines : lines + 1;
    }
}
