using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

[Collection(nameof(Listeners))]
public sealed class SecuredUpgradeTests : IDisposable
{
    private readonly Listeners _heard = new();

    public void Dispose() => _heard.Dispose();

    [Fact]
    public async Task A_clients_upgrade_is_counted_and_timed_without_host_names()
    {
        using (await Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream)))
        {
            string[] names = ["network.protocol.name", "protocolkit.role", "protocolkit.outcome", "tls.protocol.version"];
            Assert.Equal(names.Order(), _heard.Upgrade.Tags.Keys.Order());
            Assert.Equal(1, _heard.Upgrade.Value);
            Assert.Equal("toy", _heard.Upgrade.Tags["network.protocol.name"]);
            Assert.Equal("client", _heard.Upgrade.Tags["protocolkit.role"]);
            Assert.Equal("secured", _heard.Upgrade.Tags["protocolkit.outcome"]);
            Assert.Equal("1.3", _heard.Upgrade.Tags["tls.protocol.version"]);
            Assert.Equal(_heard.Upgrade.Tags, _heard.Duration.Tags);
            Assert.True(_heard.Duration.Value > 0);
            Assert.Equal([1, -1], _heard.Active);
        }
    }

    [Fact]
    public async Task An_upgrade_over_TCP_has_a_span_in_each_role_that_names_both_ends()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var parent = new Activity("parent").Start();
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots, ServerName = TestCertificates.Host, LoggerFactory = _heard.LoggerFactory,
        };
        var connecting = UpgradeClient.ConnectAsync<ToyProtocol>("127.0.0.1", port, options: options);
        Assert.Same(parent, Activity.Current);
        using (var accepted = await listener.AcceptTcpClientAsync())
        {
            var clientPort = ((IPEndPoint)accepted.Client.RemoteEndPoint!).Port;
            using (await UpgradeServer.AcceptAsync<ToyProtocol>(accepted.GetStream(), Serving()))
            using (await connecting)
            {
                var client = Listeners.Tags(_heard.SpanOf(ActivityKind.Client));
                Assert.Equal("upgrade toy", _heard.SpanOf(ActivityKind.Client).DisplayName);
                Assert.Equal(parent.SpanId, _heard.SpanOf(ActivityKind.Client).ParentSpanId);
                Assert.Equal("toy", client["network.protocol.name"]);
                Assert.Equal("127.0.0.1", client["server.address"]);
                Assert.Equal(port, client["server.port"]);
                Assert.Equal("127.0.0.1", client["network.peer.address"]);
                Assert.Equal(port, client["network.peer.port"]);
                Assert.Equal("secured", client["protocolkit.outcome"]);
                Assert.Equal("1.3", client["tls.protocol.version"]);
                Assert.StartsWith("TLS_", (string)client["tls.cipher"]!, StringComparison.Ordinal);
                Assert.Equal(ActivityStatusCode.Unset, _heard.SpanOf(ActivityKind.Client).Status);

                var server = Listeners.Tags(_heard.SpanOf(ActivityKind.Server));
                Assert.Equal("127.0.0.1", server["server.address"]);
                Assert.Equal(port, server["server.port"]);
                Assert.Equal("127.0.0.1", server["network.peer.address"]);
                Assert.Equal(clientPort, server["network.peer.port"]);
            }
        }
    }

    [Fact]
    public async Task The_runtimes_spans_of_socket_and_handshake_belong_to_the_upgrades()
    {
        var inner = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var runtime = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Experimental.System.Net.Sockets" or "Experimental.System.Net.Security",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = inner.Enqueue,
        };
        ActivitySource.AddActivityListener(runtime);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ServerName = TestCertificates.Host };
        var connecting = UpgradeClient.ConnectAsync<ToyProtocol>("127.0.0.1", port, options: options);
        using (var accepted = await listener.AcceptTcpClientAsync())
        using (await UpgradeServer.AcceptAsync<ToyProtocol>(accepted.GetStream(), Serving()))
        using (await connecting)
        {
            var client = _heard.SpanOf(ActivityKind.Client).SpanId;
            var server = _heard.SpanOf(ActivityKind.Server).SpanId;
            Assert.Contains(inner, span => span.ParentSpanId == client && span.Source.Name == "Experimental.System.Net.Sockets");
            Assert.Contains(inner, span => span.ParentSpanId == client && span.Source.Name == "Experimental.System.Net.Security");
            Assert.Contains(inner, span => span.ParentSpanId == server && span.Source.Name == "Experimental.System.Net.Security");
        }
    }

    [Fact]
    public async Task The_log_of_an_upgrade_that_went_well_is_for_debugging()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, LoggerFactory = _heard.LoggerFactory };
        var upgrading = Peers.UpgradeAsync(clientEnd, options);
        using (await UpgradeServer.AcceptAsync<ToyProtocol>(serverEnd, Serving()))
        using (await upgrading)
        {
            foreach (var category in (string[])["ProtocolKit.Client", "ProtocolKit.Server"])
            {
                var records = _heard.Logs.Where(record => record.Category == category).ToArray();
                Assert.All(records, record => Assert.Equal(LogLevel.Debug, record.Level));
                Assert.Equal(["Started", "TlsStarted", "Secured"], records.Select(record => record.Id.Name));
                Assert.Equal([1, 2, 3], records.Select(record => record.Id.Id));
                Assert.Single(records.Select(record => record.GetStructuredStateValue("UpgradeId")).Distinct());
                Assert.Equal("1.3", records[^1].GetStructuredStateValue("TlsVersion"));
            }
        }
    }

    private UpgradeServerOptions Serving() => new() { Certificate = TestCertificates.Valid, LoggerFactory = _heard.LoggerFactory };
}
