using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore;

/// <summary>The middleware on both sides of Kestrel's TLS.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="options">All else.</param>
internal sealed class StartTlsMiddleware(ProtocolDefinition protocol, StartTlsOptions options)
{
    /// <summary>Before TLS.</summary>
    /// <param name="secure">Kestrel's TLS, then <see cref="InsideTls"/>.</param>
    /// <param name="handler">The user's part, for connections that go on in the clear.</param>
    public ConnectionDelegate InClear(ConnectionDelegate secure, ConnectionDelegate handler) => async connection =>
    {
        using var upgrade = new ConnectionUpgrade(protocol, options, connection);
        connection.Features.Set<IStartTlsFeature>(upgrade);
        connection.Features.Set(upgrade);
        var action = await upgrade.ComeToTlsAsync().ConfigureAwait(false);
        if (action == UpgradeAction.StartTls)
            await secure(connection).ConfigureAwait(false);
        else if (action == UpgradeAction.StayInClear)
            await handler(connection).ConfigureAwait(false);
        else
            await upgrade.HearOutAsync().ConfigureAwait(false);
    };

    /// <summary>Inside TLS.</summary>
    /// <param name="handler">The user's part.</param>
    public static ConnectionDelegate InsideTls(ConnectionDelegate handler) => async connection =>
    {
        var upgrade = connection.Features.Get<ConnectionUpgrade>() ?? throw new InvalidOperationException("The connection has not come through UseStartTls.");
        if (await upgrade.GoOnInsideTlsAsync().ConfigureAwait(false))
            await handler(connection).ConfigureAwait(false);
        else
            await upgrade.HearOutAsync().ConfigureAwait(false);
    };
}
