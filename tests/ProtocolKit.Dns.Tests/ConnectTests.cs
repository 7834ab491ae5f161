using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ProtocolKit.Protocols;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Dns.Tests;

/// <summary>Connections to servers that were looked up.</summary>
public sealed class ConnectTests : IDisposable
{
    private readonly ThrowawayAuthority _authority = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NameServer _dns = new();
    private readonly List<string> _names = [];

    public ConnectTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private UpgradeClientOptions Trusting => new() { CustomRoots = _authority.Roots };

    public void Dispose()
    {
        _listener.Dispose();
        _dns.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task The_server_that_a_record_names_is_verified_by_the_domain()
    {
        _dns.WithService("_xmpp-client._tcp.example.org", 0, 0, Port, "host.example.net").WithAddress("host.example.net", "127.0.0.1");
        var serving = ServeAsync<Xmpp>("example.org");

        await using Xmpp.Connection connection = await Xmpp.ConnectServiceAsync(
            "example.org", options: Trusting, resolver: _dns.Resolver());

        await (await serving)!.DisposeAsync();
        Assert.Equal(["example.org"], _names);
    }

    [Fact]
    public async Task A_certificate_for_the_host_that_anyone_may_have_written_into_the_record_will_not_do()
    {
        _dns.WithService("_xmpp-client._tcp.example.org", 0, 0, Port, "host.example.net").WithAddress("host.example.net", "127.0.0.1");
        var serving = ServeAsync<Xmpp>("host.example.net");

        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => Xmpp.ConnectServiceAsync("example.org", options: Trusting, resolver: _dns.Resolver()));

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
        Assert.Null(await serving);
    }

    [Fact]
    public async Task It_will_do_where_DNSSEC_vouches_for_the_record()
    {
        using var dns = new NameServer { IsSigned = true }
            .WithService("_xmpp-client._tcp.example.org", 0, 0, Port, "host.example.net").WithAddress("host.example.net", "127.0.0.1");
        var serving = ServeAsync<Xmpp>("host.example.net");

        await using (await Xmpp.ConnectServiceAsync("example.org", options: Trusting, resolver: dns.Resolver()))
            await (await serving)!.DisposeAsync();
    }

    [Theory]
    [InlineData("mx.example.net", true)]
    [InlineData("example.org", true)]
    [InlineData("other.example", false)]
    public async Task A_mail_exchanger_is_verified_by_its_name_or_the_domain(string certificate, bool isGood)
    {
        _dns.WithMailExchanger("example.org", 10, "mx.example.net");
        var serving = ServeAsync<Smtp>(certificate);
        var connecting = Smtp.ConnectMailExchangerAsync("example.org", options: ToListener(), resolver: _dns.Resolver());

        if (isGood)
        {
            await using var connection = await connecting;
            Assert.True(connection.HasFeatures);
            await (await serving)!.DisposeAsync();
        }
        else
        {
            Assert.Equal(CertificateErrors.WrongName, (await Assert.ThrowsAsync<UpgradeException>(() => connecting)).CertificateErrors);
        }

        Assert.Equal(["mx.example.net"], _names);
    }

    [Fact]
    public async Task The_next_server_is_tried_where_one_cannot_be_used()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var closedPort = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        _dns.WithService("_submission._tcp.example.org", 1, 0, closedPort, "closed.example.org").WithAddress(
            "closed.example.org", "127.0.0.1")
            .WithService("_submission._tcp.example.org", 2, 0, Port, "gone.example.org")
            .WithService("_submission._tcp.example.org", 3, 0, Port, "good.example.org").WithAddress("good.example.org", "127.0.0.1");
        var serving = ServeAsync<Submission>("example.org");

        await using (await Submission.ConnectServiceAsync("example.org", options: Trusting, resolver: _dns.Resolver()))
            await (await serving)!.DisposeAsync();
    }

    [Fact]
    public async Task Where_none_can_be_used_the_failure_tells_of_each()
    {
        _dns.WithService("_submission._tcp.example.org", 1, 0, 587, "gone.example.org").FailingAtAddresses("gone.example.org")
            .WithService("_submission._tcp.example.org", 2, 0, Port, "other.example.org").WithAddress("other.example.org", "127.0.0.1")
            .WithService("_submission._tcp.example.org", 3, 0, 587, "lost.example.org");
        var serving = ServeAsync<Submission>("other.example.org");

        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => Submission.ConnectServiceAsync("example.org", options: Trusting, resolver: _dns.Resolver()));

        Assert.Null(await serving);
        Assert.StartsWith(
            "None of the 3 servers of example.org could be used. (1) gone.example.org:587 ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(3) lost.example.org:587 was not found", failure.Message, StringComparison.Ordinal);
        Assert.Equal((UpgradeOutcome.TlsFailed, UpgradeStep.Handshake), (failure.Outcome, failure.Step));
        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
        Assert.NotNull(failure.PeerCertificate);
        Assert.Equal(3, Assert.IsType<AggregateException>(failure.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public async Task Options_that_ask_for_TLS_from_the_first_octet_leave_the_other_servers_out()
    {
        _dns.WithService("_imap._tcp.example.org", 0, 0, 143, "imap.example.org");
        var options = new UpgradeClientOptions(Trusting) { ImplicitTls = true };

        var failure = await Assert.ThrowsAsync<ServiceLookupException>(
            () => Imap.ConnectServiceAsync("example.org", options: options, resolver: _dns.Resolver()));

        Assert.Equal(ServiceLookupError.NotOffered, failure.Error);
        _dns.WithService("_imaps._tcp.example.net", 0, 0, Port, "imap.example.net").WithAddress("imap.example.net", "127.0.0.1")
            .WithService("_imap._tcp.example.net", 0, 0, 143, "imap.example.net");
        var serving = ServeAsync<Imap>("example.net", implicitTls: true);
        await using (await Imap.ConnectServiceAsync("example.net", options: options, resolver: _dns.Resolver()))
            await (await serving)!.DisposeAsync();
    }

    [Fact]
    public async Task A_look_up_that_is_given_up_ends()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Xmpp.ConnectServiceAsync("example.org", options: Trusting, resolver: _dns.Resolver(), cancellationToken: canceled.Token));
    }

    /// <summary>Mail exchangers have no port of their own, so the test connects to the listener's.</summary>
    private UpgradeClientOptions ToListener() => new(Trusting)
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    /// <summary>Serves one connection; null where the upgrade failed.</summary>
    private async Task<SecureConnection?> ServeAsync<TProtocol>(string certificateName, bool implicitTls = false)
        where TProtocol : IProtocol
    {
        var certificate = _authority.Issue(certificateName, address: null, DateTimeOffset.UtcNow.AddHours(1));
        var socket = await _listener.AcceptSocketAsync();
        var options = new UpgradeServerOptions
        {
            AnswerInsideTls = true,
            ImplicitTls = implicitTls,
            SelectTlsOptions = (_, hello, _, _) =>
            {
                _names.Add(hello.ServerName);
                return new(new SslServerAuthenticationOptions { ServerCertificate = certificate });
            },
        };
        try
        {
            return await UpgradeServer.AcceptAsync<TProtocol>(new NetworkStream(socket, ownsSocket: true), options);
        }
        catch (UpgradeException)
        {
            return null;
        }
    }
}
