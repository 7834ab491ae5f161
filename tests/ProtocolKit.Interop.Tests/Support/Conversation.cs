using System.Text;

namespace ProtocolKit.Interop.Tests;

/// <summary>What a test says to a peer, and what it hears, over a stream. Reads no octet more than it gives.</summary>
internal sealed class Conversation(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>Sends a line.</summary>
    public Task SayAsync(string line) => SendAsync(Encoding.Latin1.GetBytes(line + "\r\n"));

    /// <summary>Sends octets.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        await stream.WriteAsync(octets, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Sends a line, and hears all lines of the answer.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string line, Predicate<string> isLast)
    {
        await SayAsync(line);
        return await HearAsync(isLast);
    }

    /// <summary>Hears lines.</summary>
    /// <param name="isLast">Whether a line is the last one.</param>
    /// <returns>The lines, without their ends.</returns>
    public async Task<IReadOnlyList<string>> HearAsync(Predicate<string> isLast)
    {
        var lines = new List<string>();
        do
            lines.Add((await HearUntilAsync("\r\n"))[..^2]);
        while (!isLast(lines[^1]));
        return lines;
    }

    /// <summary>Hears everything up to a text, which is included.</summary>
    public async Task<string> HearUntilAsync(string end)
    {
        var heard = new StringBuilder();
        do
            heard.Append((char)(await HearAsync(1))[0]);
        while (heard.Length < end.Length || heard.ToString(heard.Length - end.Length, end.Length) != end);
        return heard.ToString();
    }

    /// <summary>Hears some octets.</summary>
    public async Task<byte[]> HearAsync(int count)
    {
        var octets = new byte[count];
        await stream.ReadExactlyAsync(octets, cancellationToken);
        return octets;
    }
}
