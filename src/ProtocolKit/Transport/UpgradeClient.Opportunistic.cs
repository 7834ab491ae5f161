namespace ProtocolKit;

public static partial class UpgradeClient
{
    /// <summary>Connects by TCP and upgrades the connection, <b>or gives it up as it is, in the clear</b>, where the server has no
    /// TLS.</summary>
    /// <remarks>
    /// Anyone on the way can make it look as if the server had none. Only a caller who would otherwise not ask for TLS at all gains by
    /// this. A connection in the clear is given up only where the grammar says that the server refuses TLS and goes on without it (<c>or
    /// clear</c>); all else (a refusal at the greeting, a session that is signed in already, a violation, octets behind the refusal, a
    /// handshake that fails, a certificate that cannot be verified, a deadline) is thrown.
    /// </remarks>
    /// <inheritdoc cref="ConnectAsync(ProtocolDefinition, string, int?, ProtocolParameters?, UpgradeClientOptions?, CancellationToken)"/>
    /// <returns>The verified TLS connection, or why there is none and the connection without; owned by the caller.</returns>
    public static Task<OpportunisticConnection> ConnectOpportunisticAsync(
        ProtocolDefinition protocol,
        string host,
        int? port = null,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (options is { ImplicitTls: true })
            throw new ArgumentException("Where TLS starts with the first octet there is nothing to fall back to.", nameof(options));
        return RunAsync(ClientTarget.ToConnect(protocol, host, port, parameters, options), stream: null, SecureOrGiveUp, cancellationToken);
    }

    /// <summary>Upgrades a connection that the caller has made, <b>or gives it up as it is, in the clear</b>, where the server has no
    /// TLS.</summary>
    /// <remarks><inheritdoc cref="ConnectOpportunisticAsync" path="/remarks"/></remarks>
    /// <inheritdoc cref="UpgradeAsync(ProtocolDefinition, Stream, string, ProtocolParameters?, UpgradeClientOptions?, CancellationToken)"/>
    /// <returns>The verified TLS connection, or why there is none and the connection without; owned by the caller.</returns>
    public static Task<OpportunisticConnection> UpgradeOpportunisticAsync(
        ProtocolDefinition protocol,
        Stream stream,
        string host,
        ProtocolParameters? parameters = null,
        UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (options is { ImplicitTls: true })
            throw new ArgumentException("Where TLS starts with the first octet there is nothing to fall back to.", nameof(options));
        return RunAsync(ClientTarget.Connected(protocol, host, parameters, options), stream, SecureOrGiveUp, cancellationToken);
    }

    private static OpportunisticConnection SecureOrGiveUp(UpgradeRun run, SecuredTransport? transport)
    {
        if (transport is not null)
            return new OpportunisticConnection(run.Connect(transport));
        if (run.Machine.Failure is not { MayGoOnInClear: true } failure)
            throw FailureReport.Create(run);
        if (run.GiveUpUnprotected() is not { } unprotected)
            throw FailureReport.CreateForLeftoverBehindRefusal(run);
        run.Report?.WentOnWithoutTls(failure.Outcome);
        return new OpportunisticConnection(failure, unprotected);
    }
}
