namespace ProtocolKit;

/// <summary>Connects to the server that an application is configured for. Made by
/// <see cref="Microsoft.Extensions.DependencyInjection.ProtocolClientServiceCollectionExtensions.AddProtocolClient{TProtocol}(Microsoft.Extensions.DependencyInjection.IServiceCollection, Action{ProtocolClientOptions})"/>.
/// It may be used by many at a time.</summary>
/// <typeparam name="TProtocol">The protocol: the type that is generated from its grammar.</typeparam>
public interface IProtocolClient<out TProtocol>
{
    /// <summary>Connects, and upgrades the connection to verified TLS.</summary>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>The connection, of the type that was generated for the protocol; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">The upgrade has failed; the connection is closed.</exception>
    Task<SecureConnection> ConnectSecureAsync(CancellationToken cancellationToken = default);
}
