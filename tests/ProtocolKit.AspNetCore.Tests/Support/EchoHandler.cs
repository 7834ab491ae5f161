using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Sends back what comes.</summary>
internal sealed class EchoHandler : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) => EchoAsync(connection);

    public static async Task EchoAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        while (true)
        {
            var read = await input.ReadAsync();
            foreach (var piece in read.Buffer)
                output.Write(piece.Span);
            input.AdvanceTo(read.Buffer.End);
            await output.FlushAsync();
            if (read.IsCompleted)
                return;
        }
    }
}
