using System.Buffers;
using System.Security.Authentication;
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
    public Task A_client_of_each_protocol_comes_to_TLS_and_to_the_handler(string protocol) =>
        UpgradeAndEchoAsync(protocol, isImplicit: false);

    [Theory]
    [MemberData(nameof(ProtocolsWithTlsPort))]
    public Task A_client_of_each_protocol_with_a_TLS_port_starts_with_TLS(string protocol) =>
        UpgradeAndEchoAsync(protocol, isImplicit: true);

    [Fact]
    public async Task TLS_is_ended_behind_the_handlers_last_word()
    {
        const byte AlertRecord = 0x15;
        await using var host = await Servers.SmtpAsync(handler: connection =>
        {
            // Neither flushed nor completed.
            connection.Transport.Output.Write("bye"u8);
            return Task.CompletedTask;
        });
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);

        // The types of TLS 1.3's records are encrypted.
        await client.StartTlsAsync(version: SslProtocols.Tls12);

        Assert.Equal("bye", await client.HearOutAsync());
        Assert.Equal(AlertRecord, client.LastRecordType);
    }

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
        Assert.Equal(isImplicit || protocol.TlsPacketCapacity == 0 ? protocol.Alpn : null, connection.Tls.ApplicationProtocol);
    }
}
