using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>What a generated client does with a real server, whichever it is.</summary>
public abstract partial class ServerTests<TServer>(TServer server) : IClassFixture<TServer>, IDisposable
    where TServer : RealServer
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));

    private protected TServer Server => server;

    private protected CancellationToken Limit => _limit.Token;

    [ServiceTheory]
    public async Task An_upgrade_leads_to_verified_TLS_in_which_the_server_answers(string service)
    {
        await using var connection = await ConnectAsync(service, Listener.Upgrade);

        Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
        Assert.Equal($"CN={TestCertificates.Host}", connection.Tls.PeerCertificate?.Subject);
        await TalkAsync(service, connection);
    }

    [ServiceTheory(Listener.Tls)]
    public async Task TLS_from_the_first_octet_is_verified_as_well(string service)
    {
        await using var connection = await ConnectAsync(service, Listener.Tls);

        Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
        await TalkAsync(service, connection);
    }

    [ServiceTheory(Listener.NoTls)]
    public async Task A_server_without_TLS_is_recognised(string service)
    {
        var failure = await Assert.ThrowsAsync<UpgradeException>(() => ConnectAsync(service, Listener.NoTls));

        Assert.Equal(ServiceOf(service).WithoutTls, failure.Outcome);
        Assert.Equal(CertificateErrors.None, failure.CertificateErrors);
    }

    [ServiceTheory(Listener.NoTls)]
    public async Task A_client_that_can_do_without_TLS_is_told_why_there_is_none(string service)
    {
        await using var result = await UpgradeClient.ConnectOpportunisticAsync(
            ServiceOf(service).Protocol, "127.0.0.1", server.PortOf(service, Listener.NoTls), null, OptionsFor(service, Listener.NoTls),
                Limit);

        Assert.False(result.IsSecured);
        Assert.Equal(ServiceOf(service).WithoutTls, result.WhyNot.Outcome);
    }

    [ServiceTheory]
    public async Task Another_authority_is_not_trusted(string service)
    {
        var failure = await FailToConnectAsync(service, Listener.Upgrade, roots: [TestCertificates.OtherAuthority]);

        Assert.Equal(CertificateErrors.UnknownAuthority, failure.CertificateErrors);
    }

    [ServiceTheory]
    public async Task Another_name_is_not_accepted(string service)
    {
        var failure = await FailToConnectAsync(service, Listener.Upgrade, name: ServiceOf(service).OtherHost);

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
    }

    [ServiceTheory]
    public async Task A_certificate_that_has_expired_is_not_accepted(string service)
    {
        var failure = await FailToConnectAsync(service, Listener.Expired);

        Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
    }

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Service ServiceOf(string name) => server.Services.Single(service => service.Name == name);

    private protected Task TalkAsync(string service, SecureConnection connection) =>
        ServiceOf(service).TalkAsync(new Conversation(connection.Stream, Limit));

    private protected Task<SecureConnection> ConnectAsync(
        string service, Listener listener, string? name = null, X509Certificate2Collection? roots = null) =>
        UpgradeClient.ConnectAsync(
            ServiceOf(service).Protocol, "127.0.0.1", server.PortOf(service, listener), null, OptionsFor(service, listener, name, roots),
                Limit);

    private protected UpgradeClientOptions OptionsFor(
        string service, Listener listener, string? name = null, X509Certificate2Collection? roots = null) => new()
    {
        ServerName = name ?? ServiceOf(service).Host,
        CustomRoots = roots ?? TestCertificates.Roots,
        ImplicitTls = listener == Listener.Tls,
        ClientCertificates = ServiceOf(service).AsksForCertificate ? [TestCertificates.Client] : null,
    };

    private async Task<UpgradeException> FailToConnectAsync(
        string service, Listener listener, string? name = null, X509Certificate2Collection? roots = null)
    {
        var failure = await Assert.ThrowsAsync<UpgradeException>(() => ConnectAsync(service, listener, name, roots));
        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        return failure;
    }
}
