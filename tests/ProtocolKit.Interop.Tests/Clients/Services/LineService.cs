using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Answers lines with lines.</summary>
/// <param name="answer">What is said to a line, without its last line end; nothing if it is empty; and whether that is the end.</param>
internal sealed class LineService(Func<string, (string Text, bool IsLast)> answer) : IService
{
    /// <summary>Repeats the first line, for clients that know nothing of what comes inside TLS.</summary>
    public static LineService Repeating { get; } = new(line => ($"heard {line}", true));

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            heard.Add(line);
            var (text, isLast) = answer(line);
            if (text.Length > 0)
                await stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), cancellationToken);
            if (isLast)
                return;
        }
    }
}
