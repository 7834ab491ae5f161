using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Net.Smtp;
using MailKit.Security;
using ProtocolKit.Cli;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What the tool's hostile server says of real clients.</summary>
public sealed class HostileServerTests
{
    [ClientTheory("curl")]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    [InlineData("ftp")]
    public async Task Curl_is_acquitted_of_what_lets_plaintext_in(string protocol)
    {
        await using var server = await HostileRun.StartAsync("--listen", protocol, "--quiet", "0.5");

        foreach (var _ in ListenScripts.All)
        {
            await RunningProgram.RunAsync(
                "curl",
                [
                    "--disable", "--no-progress-meter", "--noproxy", "*", "--max-time", "8", "--ssl-reqd", "--cacert", server.AuthorityPath,
                    .. protocol == "ftp" ? ["--head"] : Array.Empty<string>(), $"{protocol}://localhost:{server.Port}",
                ]);
        }

        await server.EndAsync();
        AssertAcquitted(server);
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task MailKit_is_acquitted_of_what_lets_plaintext_in(string protocol)
    {
        await using var server = await HostileRun.StartAsync("--listen", protocol, "--quiet", "0.5");

        foreach (var _ in ListenScripts.All)
            await ConnectAsync(protocol, server);

        await server.EndAsync();
        AssertAcquitted(server);
    }

    private static void AssertAcquitted(HostileRun server)
    {
        Assert.True(server["control"].Verdict == "acquitted", server.Output);
        foreach (
            var script in ListenScripts.Names.Where(name =>
            name.StartsWith("injection-", StringComparison.Ordinal) || name.StartsWith("certificate-", StringComparison.Ordinal)))
            Assert.True(server[script].Verdict == "acquitted", server.Output);
    }

    private static async Task ConnectAsync(string protocol, HostileRun server)
    {
        using MailService client = protocol switch { "smtp" => new SmtpClient(), "imap" => new ImapClient(), _ => new Pop3Client() };
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, server.Roots);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        try
        {
            await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, deadline.Token);
            await client.DisconnectAsync(quit: true, deadline.Token);
        }
        catch (Exception failure) when (failure is ProtocolException or CommandException or SslHandshakeException or NotSupportedException
            or IOException or OperationCanceledException)
        {
            // That is what it should do.
        }
    }

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        return certificate is X509Certificate2 shown && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            && chain.Build(shown);
    }
}
