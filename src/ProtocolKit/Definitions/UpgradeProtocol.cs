using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>What the type that is generated from a grammar file has in common with others: one line to connect, and one to serve.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TConnection">Its connections.</typeparam>
/// <typeparam name="TClientParameters">What a client may be told.</typeparam>
/// <typeparam name="TServerParameters">What a server may be told.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "They are called on the type that is generated.")]
public abstract class UpgradeProtocol<TSelf, TConnection, TClientParameters, TServerParameters>
    where TSelf : IProtocol
    where TConnection : SecureConnection
    where TClientParameters : ProtocolParameters
    where TServerParameters : ProtocolParameters
{
    /// <summary>There are no objects of the type.</summary>
    protected UpgradeProtocol()
    {
    }

    /// <summary>Connects to a server and upgrades the connection to verified TLS.</summary>
    /// <param name="host">The server's name or address: where to connect, and what its certificate must carry.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="options">Trust, deadline and so on; null for required TLS with the system's roots.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the connection is closed.</exception>
    public static async Task<TConnection> ConnectAsync(
        string host, int port, TClientParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (TConnection)await UpgradeClient.ConnectAsync(TSelf.Definition, host, port, parameters, options, cancellationToken)
            .ConfigureAwait(false);

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

    /// <summary>Serves a client that has connected until its connection is TLS.</summary>
    /// <param name="stream">The accepted stream; owned by the connection from now on.</param>
    /// <param name="options">The certificate, limits and so on.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection, in the state of one that has just been greeted.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the stream is closed.</exception>
    public static async Task<TConnection> AcceptAsync(
        Stream stream, UpgradeServerOptions options, TServerParameters? parameters = null, CancellationToken cancellationToken = default) =>
        (TConnection)await UpgradeServer.AcceptAsync(TSelf.Definition, stream, options, parameters, cancellationToken).ConfigureAwait(false);
}
