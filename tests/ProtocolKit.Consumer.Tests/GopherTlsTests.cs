using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Consumer.Tests;

/// <summary>What a user gets from a grammar file of an invented protocol, and nothing else.</summary>
public sealed class GopherTlsTests
{
    [Fact]
    public async Task A_client_and_a_server_upgrade_over_loopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var parameters = new GopherTls.ServerParameters { Burrow = "hill.example" };
        parameters.AddItem("carrots");
        parameters.AddItem("roots/deep");
        var serving = ServeAsync(listener, parameters);

        await using var client = await GopherTls.ConnectAsync(
            "localhost", ((IPEndPoint)listener.LocalEndpoint).Port, options: new() { CustomRoots = TestCertificates.Roots });

        await using var server = await serving;
        Assert.True(client.Tls.Protocol is SslProtocols.Tls12 or SslProtocols.Tls13);
        Assert.Equal(TestCertificates.Valid.RawData, client.Tls.PeerCertificate?.RawData);
        Assert.True(client.HasMenu);
        Assert.Equal(["carrots", "roots/deep"], EntriesOf(client));
        await server.Stream.WriteAsync("inside"u8.ToArray());
        var octets = new byte[6];
        await client.Stream.ReadExactlyAsync(octets);
        Assert.Equal("inside"u8, octets);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_not_accepted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, new GopherTls.ServerParameters());

        var failure = await Assert.ThrowsAsync<UpgradeException>(() =>
            GopherTls.ConnectAsync("localhost", ((IPEndPoint)listener.LocalEndpoint).Port));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        // In TLS 1.3 a server is done before its client has judged the certificate, and may hear of it only when it reads.
        await Assert.ThrowsAnyAsync<IOException>(() => ReadFirstOctetAsync(serving));
    }

    [Fact]
    public void The_definition_knows_what_the_grammar_says()
    {
        Assert.Equal("gopher-tls", GopherTls.Definition.Name);
        Assert.Equal([7070], GopherTls.Definition.Ports);
    }

    [Fact]
    public void A_value_that_its_rule_does_not_allow_cannot_be_set()
    {
        var parameters = new GopherTls.ServerParameters();

        Assert.Throws<ArgumentException>(() => parameters.Burrow = "hill\r\nBYE");
        Assert.Throws<ArgumentException>(() => parameters.AddItem("a b"));
    }

    private static List<string> EntriesOf(GopherTls.Connection connection)
    {
        var entries = new List<string>();
        foreach (var entry in connection.Menu.Entries)
            entries.Add(Encoding.ASCII.GetString(entry));
        return entries;
    }

    private static async Task<GopherTls.Connection> ServeAsync(TcpListener listener, GopherTls.ServerParameters parameters)
    {
        var socket = await listener.AcceptSocketAsync();
        return await GopherTls.AcceptAsync(
            new NetworkStream(socket, ownsSocket: true), new() { Certificate = TestCertificates.Valid }, parameters);
    }

    private static async Task ReadFirstOctetAsync(Task<GopherTls.Connection> serving)
    {
        await using var server = await serving;
        await server.Stream.ReadExactlyAsync(new byte[1]);
    }
}
