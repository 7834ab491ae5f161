using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>What the type that is generated from a grammar file for servers alone has in common with others: one line to serve.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TConnection">Its connections.</typeparam>
/// <typeparam name="TServerParameters">What a server may be told.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "They are called on the type that is generated.")]
public abstract class ServerProtocol<TSelf, TConnection, TServerParameters>
    where TSelf : IProtocol
    where TConnection : SecureConnection
    where TServerParameters : ProtocolParameters
{
    /// <summary>There are no objects of the type.</summary>
    protected ServerProtocol()
    {
    }

    /// <summary>Serves a client that has connected until its connection is TLS.</summary>
    /// <param name="stream">The accepted stream; owned by the connection from now on.</param>
    /// <param name="options">The certificate, limits and so on.</param>
    /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection, in the state of one that has just been greeted.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the stream is closed.</exception>
    public static async Task<TConnection> AcceptAsync(
        Stream stream, UpgradeServerOptions options, TServerParameters? parameters = null, CancellationToken cancellationToken = default) =>
        (TConnection)await UpgradeServer.AcceptAsync(TSelf.Definition, stream, options, parameters, cancellationToken)
            .ConfigureAwait(false);
}
