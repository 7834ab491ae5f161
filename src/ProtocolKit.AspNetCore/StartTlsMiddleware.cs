using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ProtocolKit.AspNetCore;

/// <summary>The middleware on both sides of Kestrel's TLS.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="options">All else.</param>
/// <param name="loggers">Take the log, or null.</param>
internal sealed class StartTlsMiddleware(ProtocolDefinition protocol, StartTlsOptions options, ILoggerFactory? loggers)
{
    private readonly ILogger? _logger = loggers?.CreateLogger(UpgradeLog.ServerCategory);
    private readonly WireLog? _wireLog = loggers is null ? null : new WireLog(loggers);

    /// <summary>Before TLS.</summary>
    /// <param name="secure">Kestrel's TLS, then <see cref="InsideTls"/>.</param>
    /// <param name="handler">The user's part, for connections that go on in the clear.</param>
    public ConnectionDelegate InClear(ConnectionDelegate secure, ConnectionDelegate handler) => async connection =>
    {
        using var upgrade = new ConnectionUpgrade(protocol, options, connection, _wireLog);
        connection.Features.Set<IStartTlsFeature>(upgrade);
        connection.Features.Set(upgrade);
        var report = upgrade.StartReport(_logger);
        try
        {
            var action = await upgrade.StartTlsAsync().ConfigureAwait(false);
            if (action == UpgradeAction.StartTls)
            {
                await SecureAsync(secure, connection, upgrade).ConfigureAwait(false);
            }
            else if (action == UpgradeAction.StayInClear)
            {
                report?.WentOnWithoutTls(outcome: null);
                await handler(connection).ConfigureAwait(false);
            }
            else
            {
                await upgrade.CloseAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // Ignored if the upgrade has ended: the handler's exceptions are its own.
            report?.Failed(exception);
            throw;
        }
    };

    /// <summary>Lets Kestrel do TLS. It does not foresee all that the handshake may throw about what a client sends.</summary>
    private static async Task SecureAsync(ConnectionDelegate secure, ConnectionContext connection, ConnectionUpgrade upgrade)
    {
        Exception? stray = null;
        try
        {
            await secure(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (upgrade.IsInHandshake && !ReferenceEquals(exception, upgrade.CallbackFailure))
        {
            stray = exception;
        }

        upgrade.EndUnlessSecured(stray);
    }

    /// <summary>Inside TLS.</summary>
    /// <param name="handler">The user's part.</param>
    public ConnectionDelegate InsideTls(ConnectionDelegate handler) => async connection =>
    {
        var upgrade = connection.Features.Get<ConnectionUpgrade>()
            ?? throw new InvalidOperationException("The connection has not come through UseStartTls.");
        if (await upgrade.GoOnInsideTlsAsync().ConfigureAwait(false))
        {
            if (upgrade.IsClientAnyone)
                connection.Features.Set<ITlsConnectionFeature>(new UnaskedClient());
            upgrade.ReportSecured();
            await HandleAsync(handler, connection, upgrade).ConfigureAwait(false);
            await ConnectionEnd.EndTlsAsync(connection).ConfigureAwait(false);
        }
        else
        {
            await upgrade.CloseAsync().ConfigureAwait(false);
        }
    };

    /// <summary>Calls the handler. That a client breaks TLS, such as by renegotiating, is not the handler's fault, which Kestrel would
    /// log.</summary>
    private async Task HandleAsync(ConnectionDelegate handler, ConnectionContext connection, ConnectionUpgrade upgrade)
    {
        try
        {
            await handler(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (TlsFaults.IsOfPeer(exception))
        {
            if (_logger is not null)
                UpgradeLog.Broken(_logger, protocol.Name, upgrade.Id, exception.Message);
        }
    }
}
