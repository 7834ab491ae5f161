using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Sends back what comes.</summary>
internal sealed class EchoHandler : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
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

/// <summary>Looks at each connection that a handler gets, then sends back what comes.</summary>
internal sealed class Visits
{
    private readonly ConcurrentQueue<ConnectionContext> _connections = new();

    public int Count => _connections.Count;

    public ConnectionDelegate Then(ConnectionDelegate next, Action<ConnectionContext>? look = null) => connection =>
    {
        _connections.Enqueue(connection);
        look?.Invoke(connection);
        return next(connection);
    };
}
