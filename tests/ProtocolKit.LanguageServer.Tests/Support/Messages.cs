using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProtocolKit.LanguageServer.Tests.Support;

/// <summary>Messages with the headers of the Language Server Protocol.</summary>
internal static class Messages
{
    public static byte[] Of(object message) => Framed(JsonSerializer.SerializeToUtf8Bytes(message));

    public static byte[] Framed(byte[] content) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n")), .. content];

    /// <summary>The next message, or null at the end.</summary>
    public static async Task<JsonElement?> ReadAsync(Stream stream)
    {
        var length = -1;
        while (await ReadLineAsync(stream) is { } line)
        {
            if (line.Length == 0)
            {
                var content = new byte[length];
                await stream.ReadExactlyAsync(content);
                return JsonSerializer.Deserialize<JsonElement>(content);
            }

            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture);
        }

        return null;
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet) == 1)
        {
            if (octet[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)octet[0]);
        }

        return null;
    }
}
