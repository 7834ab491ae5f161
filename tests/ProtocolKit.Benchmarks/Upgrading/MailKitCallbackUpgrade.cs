using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>MailKit as its documentation shows it: a callback that builds the chain to the own root.</summary>
internal sealed class MailKitCallbackUpgrade(Endpoints endpoints) : IUpgrader
{
    public string Name => "MailKit, validated in its callback";

    public async Task RunAsync()
    {
        var socket = await Dialing.ConnectAsync(endpoints.StartTlsPort).ConfigureAwait(false);
        using var client = new SmtpClient
        {
            CheckCertificateRevocation = false,
            LocalDomain = "localhost",
            ServerCertificateValidationCallback = Validate,
        };
        await client.ConnectAsync(socket, Endpoints.Host, endpoints.StartTlsPort, SecureSocketOptions.StartTls).ConfigureAwait(false);
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 peer || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var own = new X509Chain { ChainPolicy = Dialing.CreatePolicy(endpoints.Root) };
        return own.Build(peer);
    }
}
