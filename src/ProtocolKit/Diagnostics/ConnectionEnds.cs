using System.Net;
using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>The ends of a connection, as far as they are known.</summary>
/// <param name="Local">The own end, or null.</param>
/// <param name="Remote">The peer's end, or null.</param>
internal readonly record struct ConnectionEnds(EndPoint? Local, EndPoint? Remote)
{
    /// <summary>Asks a stream.</summary>
    public static ConnectionEnds Of(Stream stream)
    {
        try
        {
            return stream is NetworkStream { Socket: var socket } ? new(socket.LocalEndPoint, socket.RemoteEndPoint) : default;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer has left already, which the upgrade will find.
            return default;
        }
    }
}
