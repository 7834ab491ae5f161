using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Takes every mail (RFC 5321), by SMTP and by LMTP to one recipient.</summary>
internal sealed class SmtpService : IService
{
    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var isContent = false;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            heard.Add(line);
            if (isContent && line != ".")
                continue;
            var command = line.Split(' ')[0].ToUpperInvariant();
            isContent = command == "DATA";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(command) + "\r\n"), cancellationToken);
            if (command == "QUIT")
                return;
        }
    }

    private static string Answer(string command) => command switch
    {
        "EHLO" or "LHLO" => "250-mail.example\r\n250 8BITMIME",
        "HELP" => "214 Served inside TLS",
        "DATA" => "354 Go on",
        "QUIT" => "221 Bye",
        _ => "250 Served inside TLS",
    };
}
