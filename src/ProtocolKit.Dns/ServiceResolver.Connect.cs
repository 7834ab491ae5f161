namespace ProtocolKit;

// Connects to one server of those that were found.
public sealed partial class ServiceResolver
{
    /// <summary>Connects to the first server that can be used, and upgrades the connection to verified TLS.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="location">The servers.</param>
    /// <param name="parameters">The protocol's parameters for the client, or null for their defaults.</param>
    /// <param name="options">How to connect and whom to trust, or null for the defaults. Its timeout is each server's. Where it asks for
    /// TLS from the first octet, the servers without are left out. Its server name goes before what was found.</param>
    /// <param name="cancellationToken">Ends it; the connection is closed.</param>
    /// <returns>The connection, of the type that was generated for the protocol; the caller disposes it.</returns>
    /// <exception cref="UpgradeException">No server could be used. It tells of the one with which it went furthest, and in its message of
    /// each; its inner exception is an <see cref="AggregateException"/> of all.</exception>
    /// <exception cref="ServiceLookupException">The options ask for TLS from the first octet, and no server has it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<SecureConnection> ConnectAsync(
        ProtocolDefinition protocol, ServiceLocation location, ProtocolParameters? parameters = null, UpgradeClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(location);
        options ??= UpgradeClientOptions.Default;
        var targets = options.ImplicitTls
            ? [.. location.Targets.Where(target => target.ImplicitTls || target.Port is null)]
            : location.Targets;
        if (targets.Count == 0)
        {
            throw new ServiceLookupException(
                $"{location.Domain} names no server where TLS starts with the first octet. Leave ImplicitTls out of the options.",
                ServiceLookupError.NotOffered);
        }

        var failures = new List<UpgradeException>();
        foreach (var target in targets)
        {
            try
            {
                return await UpgradeClient.ConnectAsync(
                    protocol, target.Host, target.Port, parameters, _targetOptions.Get(
                        options, target), cancellationToken).ConfigureAwait(false);
            }
            catch (UpgradeException failure)
            {
                failures.Add(failure);
            }
        }

        throw failures is [var only] ? only : Failed(location, failures);
    }

    private static UpgradeException Failed(ServiceLocation location, List<UpgradeException> failures)
    {
        var furthest = failures.MaxBy(failure => failure.Step)!;
        var message = $"None of the {failures.Count} servers of {location.Domain} could be used. "
            + string.Join(' ', failures.Select((failure, number) => $"({number + 1}) {failure.Message}"));
        return new UpgradeException(message, furthest.Outcome, furthest.Failure, new AggregateException(failures))
        {
            Step = furthest.Step,
            NegotiatedTls = furthest.NegotiatedTls,
            TlsAlert = furthest.TlsAlert,
            CertificateErrors = furthest.CertificateErrors,
            PolicyErrors = furthest.PolicyErrors,
            ChainStatus = furthest.ChainStatus,
            PeerChain = furthest.PeerChain,
        };
    }
}
