using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Connects by TCP.</summary>
internal static class Dialer
{
    /// <summary>How long one address is waited for before the next one is tried beside it (RFC 8305, section 5).</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to a host.</summary>
    /// <param name="host">Its name or IP address.</param>
    /// <param name="port">The port.</param>
    /// <param name="resolve">Looks up its addresses, or null for the system.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SocketException">The name was not found, or no address of it accepted the connection.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Stream> DialAsync(
        string host, int port, Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>>? resolve, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
            return new NetworkStream(await ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false), ownsSocket: true);
        var addresses = resolve is null
            ? await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false)
            : await resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Count == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var ends = InTurns(addresses).Select(one => new IPEndPoint(one, port)).ToArray();
        return new NetworkStream(await ConnectToAnyAsync(ends, cancellationToken).ConfigureAwait(false), ownsSocket: true);
    }

    /// <summary>Connects to the end that accepts first. Each has a head start before the next one.</summary>
    /// <exception cref="SocketException">None accepted; the last failure.</exception>
    internal static async ValueTask<Socket> ConnectToAnyAsync(IReadOnlyList<IPEndPoint> ends, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new List<Task<Socket>>();
        try
        {
            for (var next = 0; ;)
            {
                if (next < ends.Count)
                    attempts.Add(ConnectAsync(ends[next++], others.Token));
                Task[] waiting = next < ends.Count ? [.. attempts, Task.Delay(HeadStart, others.Token)] : [.. attempts];
                if (await Task.WhenAny(waiting).ConfigureAwait(false) is not Task<Socket> attempt)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                attempts.Remove(attempt);
                if (attempt.IsCompletedSuccessfully || (attempts.Count == 0 && next == ends.Count))
                    return await attempt.ConfigureAwait(false);
                _ = attempt.Exception;
            }
        }
        finally
        {
            await others.CancelAsync().ConfigureAwait(false);
            foreach (var attempt in attempts)
                _ = CloseAsync(attempt);
        }
    }

    /// <summary>Puts addresses of the two families in turns, the first one's first (RFC 8305, section 4).</summary>
    internal static IEnumerable<IPAddress> InTurns(IReadOnlyList<IPAddress> addresses)
    {
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToArray();
        var second = addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily).ToArray();
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length)
                yield return first[i];
            if (i < second.Length)
                yield return second[i];
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint end, CancellationToken cancellationToken)
    {
        // Without NoDelay the handshake waits for the peer's delayed acknowledgement, some 45 ms.
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(end, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Closes a connection that came too late, and takes note of one that failed.</summary>
    private static async Task CloseAsync(Task<Socket> attempt)
    {
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attempt.IsCompletedSuccessfully)
            (await attempt.ConfigureAwait(false)).Dispose();
    }
}
