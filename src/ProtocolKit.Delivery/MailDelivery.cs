namespace ProtocolKit;

/// <summary>Connects to a mail exchanger of a domain, as the domain's policy demands.</summary>
public static class MailDelivery
{
    /// <summary>Looks up the mail exchangers of a domain and its policy, and connects to the first exchanger that meets it.</summary>
    /// <remarks>
    /// An exchanger whose TLSA records are authenticated by DNSSEC must have a certificate that they tell of (DANE; RFC 7672). Where there
    /// are none, the domain's policy of MTA-STS decides (RFC 8461). Where there is none either, the options do
    /// (<see cref="MailDeliveryOptions.WithoutPolicy"/>). No connection in the clear is handed out where a policy says otherwise.
    /// </remarks>
    /// <param name="domain">The domain, what stands behind the <c>@</c>; or an address literal, for which there is no policy.</param>
    /// <param name="options">What to demand, and how to connect; null for the defaults.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>A connection, or why there is none; the caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<DeliveryResult> ConnectAsync(
        string domain, MailDeliveryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return new DeliveryRun(options ?? MailDeliveryOptions.Default, domain).RunAsync(cancellationToken);
    }
}
