namespace ProtocolKit.Testing;

/// <summary>Both ends of a connection within the process that is TLS.</summary>
/// <typeparam name="TConnection">The protocol's connection.</typeparam>
public sealed class SecuredPair<TConnection> : IAsyncDisposable
    where TConnection : SecureConnection
{
    private readonly TranscriptRecorder _recorder;

    /// <exception cref="ArgumentException">The connections are of another protocol.</exception>
    internal SecuredPair(SecureConnection client, SecureConnection server, TranscriptRecorder recorder)
    {
        if (client is not TConnection secured || server is not TConnection accepted)
        {
            client.Dispose();
            server.Dispose();
            throw new ArgumentException($"The protocol's connections are of the type {client.GetType()}, and not {typeof(TConnection)}.");
        }

        (Client, Server, _recorder) = (secured, accepted, recorder);
    }

    /// <summary>The client's connection.</summary>
    public TConnection Client { get; }

    /// <summary>The server's connection.</summary>
    public TConnection Server { get; }

    /// <summary>What both said, as the client heard it.</summary>
    public TranscriptSection Dialogue => new("Upgrade", "", _recorder.Lines);

    /// <summary>Closes both.</summary>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        await Server.DisposeAsync().ConfigureAwait(false);
    }
}
