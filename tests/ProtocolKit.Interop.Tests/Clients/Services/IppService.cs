using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Answers every request that all is well, with no attributes but those that must be there (RFC 8010, section 3.1; RFC 8011,
/// section 4.1.4).</summary>
internal sealed class IppService : IService
{
    private const int VersionLength = 2;
    private const int RequestIdStart = 4;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(stream, cancellationToken);
        var head = await conversation.HearUntilAsync("\r\n\r\n");
        heard.Add(head.Split("\r\n")[0]);
        if (head.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase))
            await conversation.SayAsync("HTTP/1.1 100 Continue\r\n");

        var request = head.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? await HearChunksAsync(conversation)
            : await conversation.HearAsync(ContentLength(head));
        byte[] answer =
        [
            .. request.AsSpan(0, VersionLength), 0, 0, .. request.AsSpan(RequestIdStart, 4), 1,
            0x47, .. Text("attributes-charset"), .. Text("utf-8"),
            0x48, .. Text("attributes-natural-language"), .. Text("en"),
            3,
        ];
        await conversation.SendAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {answer.Length}\r\n\r\n"));
        await conversation.SendAsync(answer);
    }

    private static int ContentLength(string head) =>
        int.Parse(head.Split("Content-Length:")[1].Split("\r\n")[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<byte[]> HearChunksAsync(Conversation conversation)
    {
        var body = new List<byte>();
        while (Convert.ToInt32((await conversation.HearUntilAsync("\r\n")).Trim(), 16) is > 0 and var size)
        {
            body.AddRange(await conversation.HearAsync(size));
            await conversation.HearAsync(2);
        }

        return [.. body];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
