using System.Text.Json;

namespace ProtocolKit.Cli;

/// <summary>Reads the results of a survey: a file with one JSON object a line.</summary>
/// <param name="name">The file's name.</param>
/// <param name="stream">The file; stays the caller's.</param>
internal sealed class ResultFile(string name, Stream stream)
{
    private const string Schema = "protocolkit.probe/";

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _filled;
    private int _number;

    /// <summary>How many octets the whole lines take that were read.</summary>
    public long End { get; private set; }

    /// <summary>Whether there is the beginning of another line behind the last whole one; known when all were read.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads the next whole line.</summary>
    /// <returns>The result; null behind the last one.</returns>
    /// <exception cref="UsageException">A line is no result.</exception>
    public ProbeReport? Read()
    {
        while (true)
        {
            var line = _buffer.AsSpan(_start, _filled - _start);
            if (line.IndexOf((byte)'\n') is >= 0 and var length)
            {
                _number++;
                _start += length + 1;
                End += length + 1;
                if (line[..length].Trim("\r "u8).IsEmpty)
                    continue;
                return Parse(line[..length]) ?? throw NoResult(_number);
            }

            if (Fill())
                continue;

            // What does not even begin as a result is not a file to cut.
            if (!line.IsEmpty && line[0] != (byte)'{')
                throw NoResult(_number + 1);
            IsTruncated = !line.IsEmpty;
            return null;
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

    private bool Fill()
    {
        _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        (_start, _filled) = (0, _filled - _start);
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }

    private UsageException NoResult(int number) =>
        new($"{name}({number}): this line is no result of 'protocolkit survey' or 'probe --json'. Remove it, or name another file.");
}
