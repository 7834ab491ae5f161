using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>One line to connect to a domain's server, on the types that are generated:
/// <c>Xmpp.ConnectServiceAsync("example.org")</c>.</summary>
[SuppressMessage("Design", "CA1000", Justification = "They are called on the type that is generated.")]
public static class ServiceProtocolExtensions
{
    /// <summary>Connects to the server of a domain.</summary>
    /// <typeparam name="TProtocol">The protocol; inferred.</typeparam>
    /// <typeparam name="TConnection">Its connections; inferred.</typeparam>
    /// <typeparam name="TClientParameters">Its parameters; inferred.</typeparam>
    extension<TProtocol, TConnection, TClientParameters>(ClientProtocol<TProtocol, TConnection, TClientParameters>)
        where TProtocol : IProtocol
        where TConnection : SecureConnection
        where TClientParameters : ProtocolParameters
    {
        /// <summary>Connects to the server of a domain that its SRV records name, and upgrades the connection to verified TLS. The
        /// certificate must carry the domain, as RFC 6125 wants: a record can be forged.</summary>
        /// <param name="domain">The domain, such as <c>example.org</c>.</param>
        /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
        /// <param name="options">Trust, deadline of each server and so on; null for required TLS with the system's roots.</param>
        /// <param name="resolver">Looks up the records; null for <see cref="ServiceResolver.Default"/>.</param>
        /// <param name="cancellationToken">Gives it up.</param>
        /// <returns>The connection; the caller disposes it.</returns>
        /// <exception cref="ArgumentException"><paramref name="domain"/> is no name, or the grammar names no service.</exception>
        /// <exception cref="ServiceLookupException">There is no answer, or no server.</exception>
        /// <exception cref="UpgradeException">No server could be used.</exception>
        public static async Task<TConnection> ConnectServiceAsync(
            string domain, TClientParameters? parameters = null, UpgradeClientOptions? options = null, ServiceResolver? resolver = null,
            CancellationToken cancellationToken = default)
        {
            resolver ??= ServiceResolver.Default;
            var location = await resolver.FindServiceAsync(TProtocol.Definition, domain, cancellationToken).ConfigureAwait(false);
            return (TConnection)await resolver.ConnectAsync(
                TProtocol.Definition, location, parameters, options, cancellationToken).ConfigureAwait(false);
        }

        /// <summary>Connects to a mail exchanger of a domain that its MX records name, and upgrades the connection to verified TLS. The
        /// certificate must carry the exchanger's name or the domain.</summary>
        /// <remarks>Unless DNSSEC or a policy vouches for the records, who forges them chooses the exchanger: this is safe against who
        /// listens, or strips STARTTLS, and not against who forges DNS (RFC 7672, section 1.3; RFC 8461).</remarks>
        /// <param name="domain">The domain, what stands behind the <c>@</c>.</param>
        /// <param name="parameters">The protocol's parameters; null for their defaults.</param>
        /// <param name="options">Trust, deadline of each server and so on; null for required TLS with the system's roots.</param>
        /// <param name="resolver">Looks up the records; null for <see cref="ServiceResolver.Default"/>.</param>
        /// <param name="cancellationToken">Gives it up.</param>
        /// <returns>The connection; the caller disposes it.</returns>
        /// <exception cref="ArgumentException"><paramref name="domain"/> is no name.</exception>
        /// <exception cref="ServiceLookupException">There is no answer, no such domain, or it takes no mail.</exception>
        /// <exception cref="UpgradeException">No server could be used.</exception>
        public static async Task<TConnection> ConnectMailExchangerAsync(
            string domain, TClientParameters? parameters = null, UpgradeClientOptions? options = null, ServiceResolver? resolver = null,
            CancellationToken cancellationToken = default)
        {
            resolver ??= ServiceResolver.Default;
            var location = await resolver.FindMailExchangersAsync(domain, cancellationToken).ConfigureAwait(false);
            return (TConnection)await resolver.ConnectAsync(
                TProtocol.Definition, location, parameters, options, cancellationToken).ConfigureAwait(false);
        }
    }
}
