using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Connects to a server and upgrades the connection to verified TLS.</summary>
/// <remarks>
/// TLS is required: there is no result without it. A connection whose upgrade fails is closed. Where TLS is only a gain, see
/// <see cref="ConnectOpportunisticAsync"/>.
/// </remarks>
public static partial class UpgradeClient
{
    /// <summary>Connects by TCP and upgrades the connection.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="host">The host name or IP address, which is also the name that the certificate must carry, unless
    /// <see cref="UpgradeClientOptions.ServerName"/> is set.</param>
    /// <param name="port">The TCP port, 1 to 65535; null for the first one that the grammar names, with
    /// <see cref="UpgradeClientOptions.ImplicitTls"/> the first one for that.</param>
    /// <param name="parameters">The protocol's parameters for the client, or null for their defaults.</param>
    /// <param name="options">How to connect and whom to trust, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the connection is closed.</param>
    /// <returns>The connection, inside verified TLS; owned by the caller. It is of the type that was generated for the protocol.</returns>
    /// <exception cref="UpgradeException">There is no connection, or it could not be upgraded.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is no name, or a parameter or an option will not do.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<SecureConnection> ConnectAsync(
        ProtocolDefinition protocol,
        string host,
        int? port = null,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var target = ClientTarget.ToConnect(protocol, host, port, parameters, options);
        return RunAsync(target, stream: null, Secure, cancellationToken);
    }

    /// <summary>Connects by TCP and upgrades the connection.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <inheritdoc cref="ConnectAsync(ProtocolDefinition, string, int?, ProtocolParameters?, UpgradeClientOptions?, CancellationToken)"/>
    public static Task<SecureConnection> ConnectAsync<TProtocol>(
        string host,
        int? port = null,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
        where TProtocol : IProtocol =>
        ConnectAsync(TProtocol.Definition, host, port, parameters, options, cancellationToken);

    /// <summary>Upgrades a connection that the caller has made.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="stream">The connection, of which nothing has been read yet. Owned by this method from now on: it is closed if the
    /// upgrade fails. Where it is a <see cref="NetworkStream"/>, its socket is asked whether plaintext has come that TLS would take for
    /// its own.</param>
    /// <param name="host">The host name or IP address that the certificate must carry, unless
    /// <see cref="UpgradeClientOptions.ServerName"/> is set.</param>
    /// <param name="parameters">The protocol's parameters for the client, or null for their defaults.</param>
    /// <param name="options">How to connect and whom to trust, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the connection is closed.</param>
    /// <returns>The connection, inside verified TLS; owned by the caller. It is of the type that was generated for the protocol.</returns>
    /// <exception cref="UpgradeException">The connection could not be upgraded.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is no name, or a parameter or an option will not do. The stream is as it
    /// was.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<SecureConnection> UpgradeAsync(
        ProtocolDefinition protocol,
        Stream stream,
        string host,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var target = ClientTarget.Connected(protocol, host, parameters, options);
        return RunAsync(target, stream, Secure, cancellationToken);
    }

    /// <summary>Upgrades a connection that the caller has made.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <inheritdoc cref="UpgradeAsync(ProtocolDefinition, Stream, string, ProtocolParameters?, UpgradeClientOptions?, CancellationToken)"/>
    public static Task<SecureConnection> UpgradeAsync<TProtocol>(
        Stream stream,
        string host,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
        where TProtocol : IProtocol =>
        UpgradeAsync(TProtocol.Definition, stream, host, parameters, options, cancellationToken);

    private static SecureConnection Secure(UpgradeRun run, SecuredTransport? transport) =>
        transport is null ? throw FailureReport.Create(run) : run.Connect(transport);

    /// <summary>Upgrades a connection, and makes it before if there is none.</summary>
    /// <param name="target">What to connect to.</param>
    /// <param name="stream">The connection, or null.</param>
    /// <param name="finish">Makes the result of what came of it; of null, if the machine has failed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private static async Task<TResult> RunAsync<TResult>(
        ClientTarget target, Stream? stream, Func<UpgradeRun, SecuredTransport?, TResult> finish, CancellationToken cancellationToken)
    {
        using var deadline = target.StartDeadline(cancellationToken);
        var mayTryAgain = stream is null;
        while (true)
        {
            target.StartReport();
            try
            {
                stream ??= await target.DialAsync(deadline.Token).ConfigureAwait(false);
                target.Run.Report?.Connected(stream);
                return finish(target.Run, await target.Run.RunAsync(stream, target.MaxDialogueOctets, deadline).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                var reason = FailureReport.Close(target.Run, stream, deadline, exception);
                if (target.MayFareBetterWithoutResumption)
                {
                    target.AvoidResumption();
                    if (mayTryAgain)
                    {
                        (stream, mayTryAgain) = (null, false);
                        target.Restart();
                        continue;
                    }
                }

                if (ReferenceEquals(reason, exception))
                    throw;
                throw reason;
            }
        }
    }
}
