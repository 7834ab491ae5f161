namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Says a line, refuses every option (RFC 1143), and waits for the client to leave.</summary>
internal sealed class TelnetService : IService
{
    private const byte Iac = 0xFF;
    private const byte Will = 0xFB;
    private const byte Wont = 0xFC;
    private const byte Do = 0xFD;
    private const byte Dont = 0xFE;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("Served inside TLS\r\n"u8.ToArray(), cancellationToken);
        var octet = new byte[1];
        while (await HearAsync() is { } first)
        {
            if (first != Iac || await HearAsync() is not { } command || command is not (Will or Do) || await HearAsync() is not { } option)
                continue;
            heard.Add($"{command:X2} {option:X2}");
            await stream.WriteAsync(new[] { Iac, command == Will ? Dont : Wont, option }, cancellationToken);
        }

        async Task<byte?> HearAsync() => await stream.ReadAsync(octet, cancellationToken) > 0 ? octet[0] : null;
    }
}
