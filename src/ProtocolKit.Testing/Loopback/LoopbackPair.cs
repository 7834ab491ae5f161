using System.IO.Pipelines;

namespace ProtocolKit.Testing;

/// <summary>A connection within the process: what is written to one end is read from the other.</summary>
/// <remarks>Each end is a stream that its owner disposes; together they hold nothing else.</remarks>
public sealed class LoopbackPair
{
    /// <summary>Makes both ends.</summary>
    public LoopbackPair()
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        Client = new LoopbackStream(toClient.Reader, toServer.Writer);
        Server = new LoopbackStream(toServer.Reader, toClient.Writer);
    }

    /// <summary>The client's end. Whoever upgrades it owns it from then on.</summary>
    public LoopbackStream Client { get; }

    /// <summary>The server's end. Whoever upgrades it owns it from then on.</summary>
    public LoopbackStream Server { get; }

    /// <summary>Gives both ends.</summary>
    /// <param name="client">The client's.</param>
    /// <param name="server">The server's.</param>
    public void Deconstruct(out LoopbackStream client, out LoopbackStream server) => (client, server) = (Client, Server);

    /// <summary>Lets a protocol's client and its server upgrade a connection within the process to TLS, with a certificate of a throwaway
    /// authority that the client trusts.</summary>
    /// <typeparam name="TConnection">The protocol's connection, such as <c>Smtp.Connection</c>.</typeparam>
    /// <param name="protocol">The protocol, such as <c>Smtp.Definition</c>.</param>
    /// <param name="options">Parameters and the like; null for the defaults.</param>
    /// <param name="cancellationToken">Gives the upgrade up.</param>
    /// <returns>Both ends of the secured connection; the caller disposes them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="protocol"/> is null.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TConnection"/> is not the protocol's.</exception>
    /// <exception cref="UpgradeException">A role has failed.</exception>
    public static async Task<SecuredPair<TConnection>> UpgradeAsync<TConnection>(
        ProtocolDefinition protocol, LoopbackOptions? options = null, CancellationToken cancellationToken = default)
        where TConnection : SecureConnection
    {
        ArgumentNullException.ThrowIfNull(protocol);
        options ??= new LoopbackOptions();
        using var authority = new ThrowawayAuthority(options.Host);
        var recorder = new TranscriptRecorder();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (client, server) = new LoopbackPair();
        var serving = UpgradeServer.AcceptAsync(
            protocol, server,
            new UpgradeServerOptions { Certificate = authority.Certificate, ImplicitTls = options.ImplicitTls, AnswerInsideTls = true },
            options.ServerParameters, giveUp.Token);
        var connecting = UpgradeClient.UpgradeAsync(
            protocol, client, options.Host, options.ClientParameters,
            new UpgradeClientOptions { CustomRoots = authority.Roots, ImplicitTls = options.ImplicitTls, Observer = recorder },
            giveUp.Token);
        var first = await Task.WhenAny(serving, connecting).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
            await giveUp.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(serving, connecting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (serving.IsCompletedSuccessfully && connecting.IsCompletedSuccessfully)
            return new SecuredPair<TConnection>(await connecting.ConfigureAwait(false), await serving.ConfigureAwait(false), recorder);

        foreach (var connection in new[] { serving, connecting }.Where(task => task.IsCompletedSuccessfully))
            (await connection.ConfigureAwait(false)).Dispose();
        await first.ConfigureAwait(false);
        await Task.WhenAll(serving, connecting).ConfigureAwait(false);
        throw new InvalidOperationException("An upgrade has failed without an exception.");
    }
}
