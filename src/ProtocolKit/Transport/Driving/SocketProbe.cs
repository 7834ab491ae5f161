using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Looks at what a socket has received, without waiting. Other streams cannot tell.</summary>
internal static class SocketProbe
{
    private const int AlertRecord = 0x15;

    public static bool HasArrived(Stream stream) => stream is NetworkStream { Socket: var socket } && socket.Available > 0;

    /// <summary>Whether something has arrived that is not a TLS alert (RFC 8446, section 5.1).</summary>
    public static bool HasPlaintextArrived(Stream stream)
    {
        if (stream is not NetworkStream { Socket: var socket } || socket.Available == 0)
            return false;
        Span<byte> first = stackalloc byte[1];
        return socket.Receive(first, SocketFlags.Peek) == 1 && first[0] != AlertRecord;
    }

    /// <summary>Drops what has arrived, as far as it goes: octets that nobody reads turn closing into a reset, which may overtake the last
    /// message.</summary>
    public static void Drain(Stream stream)
    {
        if (stream is not NetworkStream { Socket: var socket })
            return;
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            Span<byte> dropped = stackalloc byte[1024];
            for (var i = 0; i < 64 && socket.Available > 0; i++)
                _ = socket.Receive(dropped);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is being closed anyway.
        }
    }
}
