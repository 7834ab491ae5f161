using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

public sealed class UpgradeTests
{
    public static TheoryData<string> AllProtocolNames => [.. AllProtocols.Definitions.Select(protocol => protocol.Name)];

    public static TheoryData<string> ProtocolsWithTlsPort =>
        [.. AllProtocols.Definitions.Where(protocol => protocol.TlsPorts.Count > 0).Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(AllProtocolNames))]
    public Task A_client_of_each_protocol_comes_to_TLS_and_to_the_handler(string protocol) => UpgradeAndEchoAsync(protocol, isImplicit: false);

    [Theory]
    [MemberData(nameof(ProtocolsWithTlsPort))]
    public Task A_client_of_each_protocol_with_a_TLS_port_starts_with_TLS(string protocol) => UpgradeAndEchoAsync(protocol, isImplicit: true);

    private static async Task UpgradeAndEchoAsync(string name, bool isImplicit)
    {
        var protocol = AllProtocols.Definitions.Single(definition => definition.Name == name);
        await using var host = await TestHost.StartAsync(listen => listen
            .UseStartTls(protocol, Servers.Tls, new StartTlsOptions { ImplicitTls = isImplicit, AnswerInsideTls = true })
            .UseConnectionHandler<EchoHandler>());

        await using var connection = await UpgradeClient
            .ConnectAsync(protocol, "localhost", host.Port, null, Servers.Trusting(isImplicit))
            .WaitAsync(TestHost.Patience);
        await connection.Stream.WriteAsync("hello\r\n"u8.ToArray());
        var echo = new byte[7];
        await connection.Stream.ReadExactlyAsync(echo).AsTask().WaitAsync(TestHost.Patience);

        Assert.Equal("hello\r\n", Encoding.ASCII.GetString(echo));
        Assert.Equal(protocol.Alpn, connection.Tls.ApplicationProtocol);
    }
}
