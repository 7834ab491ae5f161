using System.Text.Json;

namespace ProtocolKit.Cli;

/// <summary>The results of a survey: a file with one JSON object a line.</summary>
internal static class ResultFile
{
    private const string Schema = "protocolkit.probe/";

    /// <summary>Reads the whole lines.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="stream">The file.</param>
    /// <param name="take">Takes each object.</param>
    /// <returns>How many octets they take, and whether there is the beginning of another line behind them.</returns>
    /// <exception cref="UsageException">A line is no result.</exception>
    public static (long End, bool IsTruncated) Read(string name, Stream stream, Action<ProbeReport> take)
    {
        var buffer = new byte[64 * 1024];
        var (filled, end, number) = (0, 0L, 0);
        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                // What does not even begin as a result is not a file to cut.
                if (filled > 0 && buffer[0] != (byte)'{')
                    throw NoResult(name, number + 1);
                return (end, filled > 0);
            }

            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                number++;
                if (!buffer.AsSpan(start, length).Trim("\r "u8).IsEmpty)
                    take(Parse(buffer.AsSpan(start, length)) ?? throw NoResult(name, number));
                start += length + 1;
            }

            end += start;
            filled -= start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>Reads one line; null if it is no result.</summary>
    public static ProbeReport? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ProbeJson.Default.ProbeReport) is { } report
                && report.Schema.StartsWith(Schema, StringComparison.Ordinal) ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UsageException NoResult(string name, int number) =>
        new($"{name}({number}): this line is no result of 'protocolkit survey' or 'probe --json'. Remove it, or name another file.");
}
