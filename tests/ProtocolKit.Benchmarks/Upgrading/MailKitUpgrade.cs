using System.Net.Security;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>MailKit, with the same roots, by the way that it has for that; it is given the socket, as it knows no other name than the one
/// it connects to.</summary>
internal sealed class MailKitUpgrade(Endpoints endpoints) : IUpgrader
{
    public string Name => "MailKit";

    public async Task RunAsync()
    {
        var socket = await Dialing.ConnectAsync(endpoints.StartTlsPort).ConfigureAwait(false);
        using var client = new Client(endpoints) { CheckCertificateRevocation = false, LocalDomain = "localhost" };
        await client.ConnectAsync(socket, Endpoints.Host, endpoints.StartTlsPort, SecureSocketOptions.StartTls).ConfigureAwait(false);
    }

    private sealed class Client(Endpoints endpoints) : SmtpClient
    {
        protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
            string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
        {
            var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
            options.CertificateChainPolicy = Dialing.CreatePolicy(endpoints.Root);
            return options;
        }
    }
}
