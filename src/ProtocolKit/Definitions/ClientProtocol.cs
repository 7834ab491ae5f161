using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>What the type that is generated from a grammar file has in common with others: one line to connect.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TConnection">Its connections.</typeparam>
/// <typeparam name="TClientParameters">What a client may be told.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "They are called on the type that is generated.")]
public abstract class ClientProtocol<TSelf, TConnection, TClientParameters>
    where TSelf : IProtocol
    where TConnection : SecureConnection
    where TClientParameters : ProtocolParameters
{
    /// <summary>There are no objects of the type.</summary>
    protected ClientProtocol()
    {
    }

    /// <summary>Connects to a server and upgrades the connection to verified TLS.</summary>
    /// <param name="host">The server's name or address: where to connect, and what its certificate must carry.</param>
    /// <param name="port">The TCP port; null for the first one that the grammar names.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="options">Trust, deadline and so on; null for required TLS with the system's roots.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the connection is closed.</exception>
    public static async Task<TConnection> ConnectAsync(
        string host, int? port = null, TClientParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (TConnection)await UpgradeClient.ConnectAsync(TSelf.Definition, host, port, parameters, options, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Connects to a server with TLS from the first octet.</summary>
    /// <param name="host">The server's name or address: where to connect, and what its certificate must carry.</param>
    /// <param name="port">The TCP port; null for the first one that the grammar names for it.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="options">Trust, deadline and so on; null for required TLS with the system's roots.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">There is no connection, or no TLS.</exception>
    public static Task<TConnection> ConnectImplicitTlsAsync(
        string host, int? port = null, TClientParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ConnectAsync(host, port, parameters, UpgradeClientOptions.WithImplicitTls(options), cancellationToken);

    /// <summary>Connects to a server and upgrades the connection to verified TLS, <b>or gives it up as it is, in the clear</b>, where the
    /// server has no TLS.</summary>
    /// <remarks><inheritdoc cref="UpgradeClient.ConnectOpportunisticAsync" path="/remarks"/></remarks>
    /// <param name="host">The server's name or address: where to connect, and what its certificate must carry.</param>
    /// <param name="port">The TCP port; null for the first one that the grammar names.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="options">Trust, deadline and so on; null for the system's roots.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The verified TLS connection, of the type <typeparamref name="TConnection"/>, or why there is none and the connection
    /// without; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed otherwise; the connection is closed.</exception>
    public static Task<OpportunisticConnection> ConnectOpportunisticAsync(
        string host, int? port = null, TClientParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default) =>
        UpgradeClient.ConnectOpportunisticAsync(TSelf.Definition, host, port, parameters, options, cancellationToken);

    /// <summary>Upgrades a stream of the caller's to verified TLS.</summary>
    /// <param name="stream">The connected stream; owned by the connection from now on.</param>
    /// <param name="host">What the server's certificate must carry.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="options">Trust, deadline and so on; null for required TLS with the system's roots.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the connection is closed.</exception>
    public static async Task<TConnection> UpgradeAsync(
        Stream stream, string host, TClientParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (TConnection)await UpgradeClient.UpgradeAsync(TSelf.Definition, stream, host, parameters, options, cancellationToken)
            .ConfigureAwait(false);
}
