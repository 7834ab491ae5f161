using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>What the type that is generated from a grammar file has in common with others: one line to connect, and one to serve.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TConnection">Its connections.</typeparam>
/// <typeparam name="TClientParameters">What a client may be told.</typeparam>
/// <typeparam name="TServerParameters">What a server may be told.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "They are called on the type that is generated.")]
public abstract class UpgradeProtocol<TSelf, TConnection, TClientParameters, TServerParameters>
    : ClientProtocol<TSelf, TConnection, TClientParameters>
    where TSelf : IProtocol
    where TConnection : SecureConnection
    where TClientParameters : ProtocolParameters
    where TServerParameters : ProtocolParameters
{
    /// <summary>There are no objects of the type.</summary>
    protected UpgradeProtocol()
    {
    }

    /// <inheritdoc cref="ServerProtocol{TSelf, TConnection, TServerParameters}.AcceptAsync"/>
    public static Task<TConnection> AcceptAsync(
        Stream stream, UpgradeServerOptions options, TServerParameters? parameters = null, CancellationToken cancellationToken = default) =>
        ServerProtocol<TSelf, TConnection, TServerParameters>.AcceptAsync(stream, options, parameters, cancellationToken);
}
