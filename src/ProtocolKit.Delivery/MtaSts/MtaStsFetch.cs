using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit;

/// <summary>Fetches a policy by HTTPS (RFC 8461, section 3.3).</summary>
internal static class MtaStsFetch
{
    /// <summary>Fetches the policy of a domain.</summary>
    /// <param name="dns">Looks up the host of the policy.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The policy, or why there is none.</returns>
    public static async Task<MtaStsFinding> RunAsync(
        ServiceResolver dns, string domain, MtaStsOptions options, CancellationToken cancellationToken)
    {
        var host = $"mta-sts.{domain}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        try
        {
            using var handler = CreateHandler(dns, host, options);
            using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            using var response = await client.GetAsync(
                new Uri($"https://{host}/.well-known/mta-sts.txt"), HttpCompletionOption.ResponseHeadersRead,
                    deadline.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                return Failed($"{host} answered {(int)response.StatusCode} in place of a policy; redirects are not followed.");
            if (response.Content.Headers.ContentType?.MediaType is var type
                && !"text/plain".Equals(type, StringComparison.OrdinalIgnoreCase))
                return Invalid($"The policy at {host} is of the type {Show(type ?? "none")}, not text/plain.");
            return await ReadAsync(response, options.MaxPolicyOctets, deadline.Token).ConfigureAwait(false) is { } text
                ? MtaStsPolicy.TryParse(text, out var policy, out var error) ? new MtaStsFinding(policy, "") : Invalid(error)
                : Invalid($"The policy at {host} has more than {options.MaxPolicyOctets} octets.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"{host} did not give its policy in {options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return Failed($"{host} gave no policy: {exception.GetBaseException().Message}") with
            {
                Result = exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
                    ? TlsReportResultType.StsWebpkiInvalid
                    : TlsReportResultType.StsPolicyFetchError,
            };
        }
    }

    private static MtaStsFinding Failed(string why) => new(null, why) { Result = TlsReportResultType.StsPolicyFetchError };

    private static MtaStsFinding Invalid(string why) => new(null, why) { Result = TlsReportResultType.StsPolicyInvalid };

    private static async Task<string?> ReadAsync(HttpResponseMessage response, int maxOctets, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var octets = new byte[maxOctets + 1];
        var count = await body.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return count > maxOctets ? null : Encoding.UTF8.GetString(octets, 0, count);
    }

    private static SocketsHttpHandler CreateHandler(ServiceResolver dns, string host, MtaStsOptions options)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (options.CustomRoots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, token) => options.ConnectCallback is { } connect
                ? connect(context.DnsEndPoint, token)
                : DialAsync(dns, context.DnsEndPoint, token),
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,

                // The platform takes a common name for a host, and the policy does not (RFC 8461, section 3.3).
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                    errors == SslPolicyErrors.None && certificate is X509Certificate2 peer
                        && peer.MatchesHostname(host, allowCommonName: false),
            },
        };
    }

    private static async ValueTask<Stream> DialAsync(ServiceResolver dns, DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = await dns.FindAddressesAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Count == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. addresses], endPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Show(string text) => $"\"{EscapedText.Escape(Encoding.UTF8.GetBytes(text))}\"";
}
