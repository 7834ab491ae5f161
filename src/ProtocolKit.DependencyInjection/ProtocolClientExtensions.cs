namespace ProtocolKit;

/// <summary>Gives connections the type of their protocol.</summary>
public static class ProtocolClientExtensions
{
    /// <summary>Connects, and upgrades the connection to verified TLS.</summary>
    /// <typeparam name="TProtocol">The protocol; inferred.</typeparam>
    /// <typeparam name="TConnection">Its connections; inferred.</typeparam>
    /// <typeparam name="TClientParameters">Its parameters; inferred.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    /// <exception cref="UpgradeException">The upgrade has failed; the connection is closed.</exception>
    public static async Task<TConnection> ConnectAsync<TProtocol, TConnection, TClientParameters>(
        this IProtocolClient<ClientProtocol<TProtocol, TConnection, TClientParameters>> client,
            CancellationToken cancellationToken = default)
        where TProtocol : IProtocol
        where TConnection : SecureConnection
        where TClientParameters : ProtocolParameters
    {
        ArgumentNullException.ThrowIfNull(client);
        return (TConnection)await client.ConnectSecureAsync(cancellationToken).ConfigureAwait(false);
    }
}
