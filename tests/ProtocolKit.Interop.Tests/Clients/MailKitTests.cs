using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>MailKit, which most of the .NET world uses.</summary>
public sealed class MailKitTests
{
    [Theory]
    [InlineData("smtp", SecureSocketOptions.StartTls, "EHLO client.example\nQUIT\n")]
    [InlineData("smtp", SecureSocketOptions.SslOnConnect, "EHLO client.example\nQUIT\n")]
    [InlineData("submission", SecureSocketOptions.StartTls, "EHLO client.example\nQUIT\n")]
    [InlineData("submission", SecureSocketOptions.SslOnConnect, "EHLO client.example\nQUIT\n")]
    [InlineData("imap", SecureSocketOptions.StartTls, "LOGOUT\n")]
    [InlineData("imap", SecureSocketOptions.SslOnConnect, "LOGOUT\n")]
    [InlineData("pop3", SecureSocketOptions.StartTls, "CAPA\nQUIT\n")]
    [InlineData("pop3", SecureSocketOptions.SslOnConnect, "CAPA\nQUIT\n")]
    public async Task It_comes_to_TLS(string protocol, SecureSocketOptions tls, string heard)
    {
        await using var server = GeneratedServer.Start(
            protocol, Services.Of(protocol), implicitTls: tls == SecureSocketOptions.SslOnConnect);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var client = Create(protocol);

        await ConnectAsync(client, server, tls, deadline.Token);
        Assert.True(client.IsSecure);
        await client.DisconnectAsync(quit: true, deadline.Token);

        await ClientAssert.SecuredAsync(server, heard);
    }

    [Theory]
    [InlineData("smtp", PresentedCertificate.OfAnotherAuthority)]
    [InlineData("smtp", PresentedCertificate.OfAnotherName)]
    [InlineData("imap", PresentedCertificate.OfAnotherAuthority)]
    [InlineData("imap", PresentedCertificate.OfAnotherName)]
    [InlineData("pop3", PresentedCertificate.OfAnotherAuthority)]
    [InlineData("pop3", PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(string protocol, PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), certificate);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var client = Create(protocol);

        await Assert.ThrowsAsync<SslHandshakeException>(() => ConnectAsync(client, server, SecureSocketOptions.StartTls, deadline.Token));

        await ClientAssert.RefusedAsync(server);
    }

    [Theory]
    [InlineData("smtp", UpgradeOutcome.Unavailable)]
    [InlineData("submission", UpgradeOutcome.Refused)]
    [InlineData("imap", UpgradeOutcome.Refused)]
    [InlineData("pop3", UpgradeOutcome.Unavailable)]
    public async Task It_does_not_go_on_without_TLS(string protocol, UpgradeOutcome refusal)
    {
        await using var server = GeneratedServer.StartRefusing(protocol, refusal);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var client = Create(protocol);

        await Assert.ThrowsAnyAsync<CommandException>(() => ConnectAsync(client, server, SecureSocketOptions.StartTls, deadline.Token));

        await ClientAssert.GaveUpAsync(server);
    }

    private static async Task ConnectAsync(
        MailService client, GeneratedServer server, SecureSocketOptions tls, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        await client.ConnectAsync(socket, TestCertificates.Host, server.Port, tls, cancellationToken);
    }

    private static MailService Create(string protocol)
    {
        MailService client = protocol switch
        {
            "smtp" or "submission" => new TrustingSmtpClient { LocalDomain = "client.example" },
            "imap" => new TrustingImapClient(),
            _ => new TrustingPop3Client(),
        };
        client.CheckCertificateRevocation = false;
        return client;
    }

    private static SslClientAuthenticationOptions Trust(SslClientAuthenticationOptions options)
    {
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(TestCertificates.Roots);
        return options;
    }

    private sealed class TrustingSmtpClient : SmtpClient
    {
        protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
            string host, RemoteCertificateValidationCallback callback) =>
            Trust(base.GetSslClientAuthenticationOptions(host, callback));
    }

    private sealed class TrustingImapClient : ImapClient
    {
        protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
            string host, RemoteCertificateValidationCallback callback) =>
            Trust(base.GetSslClientAuthenticationOptions(host, callback));
    }

    private sealed class TrustingPop3Client : Pop3Client
    {
        protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
            string host, RemoteCertificateValidationCallback callback) =>
            Trust(base.GetSslClientAuthenticationOptions(host, callback));
    }
}
