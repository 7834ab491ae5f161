using System.Net;
using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>A stream that knows the ends of its connection and is no <see cref="NetworkStream"/>.</summary>
internal interface IConnectionEnds
{
    /// <summary>The own end, or null if it is not known.</summary>
    EndPoint? LocalEndPoint { get; }

    /// <summary>The peer's end, or null if it is not known.</summary>
    EndPoint? RemoteEndPoint { get; }
}

/// <summary>The ends of a connection, as far as its stream knows them.</summary>
internal readonly record struct ConnectionEnds(EndPoint? Local, EndPoint? Remote)
{
    public static ConnectionEnds Of(Stream stream)
    {
        try
        {
            return stream switch
            {
                NetworkStream { Socket: var socket } => new(socket.LocalEndPoint, socket.RemoteEndPoint),
                IConnectionEnds ends => new(ends.LocalEndPoint, ends.RemoteEndPoint),
                _ => default,
            };
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer has left already, which the upgrade will find.
            return default;
        }
    }
}
