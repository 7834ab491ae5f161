namespace ProtocolKit;

/// <summary>Upgrades accepted connections to TLS.</summary>
public static class UpgradeServer
{
    /// <summary>Speaks the server's part of a protocol's upgrade over a connection that was accepted.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="stream">The connection, of which nothing has been read yet. Owned by this method from now on: it is closed if the
    /// upgrade fails. For a socket, set <see cref="System.Net.Sockets.Socket.NoDelay"/>: the handshake is some 45 ms faster.</param>
    /// <param name="options">The certificate and all else.</param>
    /// <param name="parameters">The protocol's parameters for the server, or null for their defaults.</param>
    /// <param name="cancellationToken">Ends it; the connection is closed.</param>
    /// <returns>The connection, inside TLS, at the point where the client speaks; owned by the caller. It is of the type that was
    /// generated for the protocol. Nothing that the client said before TLS is remembered.</returns>
    /// <exception cref="UpgradeException">The connection was not upgraded to TLS: also if the client just left, or was refused.</exception>
    /// <exception cref="ArgumentException">A parameter or an option will not do. The stream is as it was.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<SecureConnection> AcceptAsync(
        ProtocolDefinition protocol,
        Stream stream,
        UpgradeServerOptions options,
        ProtocolParameters? parameters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        if (options is { SelectTlsOptions: null, CertificateContext: null, Certificate: null })
            throw new ArgumentException("There is no certificate for the server.", nameof(options));

        var machine = protocol.CreateServer(new ServerMachineOptions
        {
            Parameters = parameters,
            ImplicitTls = options.ImplicitTls,
            AnswerInsideTls = options.AnswerInsideTls,
            Refusal = options.Refusal,
            Observer = options.EffectiveObserver,
        });
        var run = new UpgradeRun(machine, new ServerHandshake(protocol, options));
        return SecureAsync(run, stream, options, cancellationToken);
    }

    /// <summary>Speaks the server's part of a protocol's upgrade over a connection that was accepted.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <inheritdoc cref="AcceptAsync(ProtocolDefinition, Stream, UpgradeServerOptions, ProtocolParameters?, CancellationToken)"/>
    public static Task<SecureConnection> AcceptAsync<TProtocol>(
        Stream stream,
        UpgradeServerOptions options,
        ProtocolParameters? parameters = null,
        CancellationToken cancellationToken = default)
        where TProtocol : IProtocol =>
        AcceptAsync(TProtocol.Definition, stream, options, parameters, cancellationToken);

    private static async Task<SecureConnection> SecureAsync(
        UpgradeRun run, Stream stream, UpgradeServerOptions options, CancellationToken cancellationToken)
    {
        using var deadline = Deadline.Start(options.Timeout, options.TimeProvider, cancellationToken);
        if (UpgradeReport.IsHeard(options.Logger))
            run.Report = UpgradeReport.StartServer(run.Machine, options.Logger, options.TimeProvider, ConnectionEnds.Of(stream));
        try
        {
            var transport = await run.RunAsync(stream, options.MaxDialogueOctets, deadline).ConfigureAwait(false);
            return transport is null ? throw FailureReport.Create(run) : run.Connect(transport);
        }
        catch (Exception exception)
        {
            var reason = FailureReport.Close(run, stream, deadline, exception);
            if (ReferenceEquals(reason, exception))
                throw;
            throw reason;
        }
    }
}
