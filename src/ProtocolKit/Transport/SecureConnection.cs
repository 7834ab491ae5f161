namespace ProtocolKit;

/// <summary>A connection that is verified TLS. The generated connection types derive from it.</summary>
/// <remarks>Owns the TLS stream and the connection below it: disposing it closes both.</remarks>
public class SecureConnection : IDisposable, IAsyncDisposable
{
    private readonly SecuredTransport _transport;

    /// <summary>Takes ownership of a verified transport.</summary>
    /// <param name="transport">The transport; owned by this object from now on.</param>
    public SecureConnection(SecuredTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
    }

    /// <summary>The stream inside TLS. What it gives first is what the peer sent behind the dialogue, inside TLS.</summary>
    /// <remarks>A peer that closes the connection without ending TLS looks like the end of the stream: where that matters, the protocol
    /// must say where its data ends.</remarks>
    public Stream Stream => _transport.Stream;

    /// <summary>What was agreed in the handshake.</summary>
    public TlsInfo Tls => field ??= TlsInfo.Of(_transport.Tls);

    /// <summary>How many messages were sent that the peer answers, before TLS and inside: the round trips that the upgrade cost, without
    /// those of TCP and TLS.</summary>
    public int RoundTrips => _transport.RoundTrips;

    /// <summary>The messages that were kept for the caller.</summary>
    protected KeptMessages Messages => _transport.Messages;

    /// <summary>Whether a message was kept for the caller.</summary>
    /// <param name="slot">Where it is kept.</param>
    protected bool IsKept(int slot) => Messages.TryGet(slot, out _);

    /// <summary>The octets of a message that was kept for the caller.</summary>
    /// <param name="slot">Where it is kept.</param>
    /// <param name="name">Its name in the grammar.</param>
    /// <exception cref="InvalidOperationException">It was not said.</exception>
    protected ReadOnlySpan<byte> Kept(int slot, string name) =>
        Messages.TryGet(slot, out var octets) ? octets : throw new InvalidOperationException($"'{name}' was not said on this connection.");

    /// <summary>A message that was kept for the caller.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="slot">Where it is kept.</param>
    /// <param name="name">Its name in the grammar.</param>
    /// <exception cref="InvalidOperationException">It was not said.</exception>
    protected T Kept<T>(int slot, string name)
        where T : IMessage<T>, allows ref struct =>
        WholeMessage.Read<T>(Kept(slot, name));

    /// <summary>Tells the peer that nothing more will be sent (<c>close_notify</c>; RFC 8446, section 6.1).</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public Task ShutdownAsync() => _transport.Tls.ShutdownAsync();

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transport.Tls.DisposeAsync().ConfigureAwait(false);
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _transport.Dispose();
    }
}
