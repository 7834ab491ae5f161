using System.Net;
using System.Net.Sockets;

namespace ProtocolKit.Interop.Tests;

/// <summary>TCP ports of 127.0.0.1 for servers that must be told one.</summary>
internal static class FreePorts
{
    // Below the range that the kernel takes outgoing ports from.
    private const int First = 20000;
    private const int End = 32000;

    private static readonly HashSet<int> Given = [];

    /// <summary>A port on which nothing listens; never the same twice.</summary>
    public static int Next()
    {
        lock (Given)
        {
            int port;
            do
                port = Random.Shared.Next(First, End);
            while (!IsFree(port) || !Given.Add(port));
            return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
