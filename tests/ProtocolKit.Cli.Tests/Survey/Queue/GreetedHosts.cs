using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ProtocolKit.Cli.Tests.Survey.Queue;

/// <summary>Mail servers on addresses of 127.0.0.0/8 that offer no TLS, and tell of each client before they answer it.</summary>
internal sealed partial class GreetedHosts : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _serving = [];

    /// <param name="count">How many there are.</param>
    /// <param name="met">Is told of a client's name, while that one waits for the answer.</param>
    public GreetedHosts(int count, Func<string, Task> met)
    {
        for (var i = 0; i < count; i++)
        {
            var listener = new TcpListener(new IPAddress([127, 0, (byte)(1 + (i / 200)), (byte)(1 + (i % 200))]), 0);
            listener.Start();
            _listeners.Add(listener);
            _serving.Add(ServeAsync(listener, met));
        }
    }

    public IEnumerable<string> Targets => _listeners.Select(listener => $"smtp://{listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_serving)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _listeners.ForEach(listener => listener.Dispose());
        _stop.Dispose();
    }

    private async Task ServeAsync(TcpListener listener, Func<string, Task> met)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                var stream = client.GetStream();
                await stream.WriteAsync("220 mail.example\r\n"u8.ToArray(), _stop.Token);
                var buffer = new byte[512];
                var read = await stream.ReadAsync(buffer, _stop.Token);
                await met(NamePattern().Match(Encoding.Latin1.GetString(buffer, 0, read)).Groups[1].Value);
                await stream.WriteAsync("250 mail.example\r\n"u8.ToArray(), _stop.Token);
                while (await stream.ReadAsync(buffer, _stop.Token) > 0)
                {
                }
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                // The client was killed.
            }
        }
    }

    [GeneratedRegex(@"^EHLO (\S+)\r\n")]
    private static partial Regex NamePattern();
}
