using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What no protocol allows, said to all of them.</summary>
public sealed class HostileClientTests
{
    private const string ClientHello = "\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03";

    private static readonly string[] Sayings =
    [
        "", "\0", "\r\n", "\n\n\n", ClientHello, "\x16\x03\x03\x00\x00", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        new('a', 1024 * 1024), new('\0', 1024 * 1024), new('\xff', 1024 * 1024), new('<', 100_000), "0\x84\x7f\xff\xff\xff",
            string.Concat(Enumerable.Repeat("\r\n", 100_000)),
    ];

    public static TheoryData<string> AllProtocolNames => UpgradeTests.AllProtocolNames;

    [Theory]
    [MemberData(nameof(AllProtocolNames))]
    public async Task Whatever_clients_say_they_come_to_no_handler_and_the_server_lives(string name)
    {
        var handled = 0;
        var protocol = AllProtocols.Definitions.Single(definition => definition.Name == name);
        await using var host = await TestHost.StartAsync(listen => listen
            .UseStartTls(protocol, Servers.Tls, new StartTlsOptions { AnswerInsideTls = true })
            .Run(connection =>
            {
                Interlocked.Increment(ref handled);
                return EchoHandler.EchoAsync(connection);
            }));

        await Task.WhenAll(Sayings.Select(said => SayAndLeaveAsync(host, said)));
        Assert.Equal(0, handled);

        await using var honest = await UpgradeClient.ConnectAsync(protocol, "localhost", host.Port, null, Servers.Trusting())
            .WaitAsync(TestHost.Patience);
        await honest.Stream.WriteAsync("hello"u8.ToArray());
        var echo = new byte[5];
        await honest.Stream.ReadExactlyAsync(echo).AsTask().WaitAsync(TestHost.Patience);
        Assert.Equal("hello", Encoding.ASCII.GetString(echo));
        Assert.Equal(1, handled);
    }

    [Theory]
    [InlineData("EHLO half of a li")]
    [InlineData("")]
    public async Task A_dialogue_that_fails_inside_TLS_comes_to_no_handler(string said)
    {
        var handled = 0;
        await using var host = await TestHost.StartAsync(listen => listen
            .UseStartTls<Smtp>(Servers.Tls, new StartTlsOptions { AnswerInsideTls = true })
            .Run(_ =>
            {
                Interlocked.Increment(ref handled);
                return Task.CompletedTask;
            }));
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
        await client.StartTlsAsync();

        await client.SayAsync(said);
        client.EndSpeech();

        Assert.True(await client.IsClosedAsync());
        Assert.Equal(0, handled);
    }

    private static async Task SayAndLeaveAsync(TestHost host, string said)
    {
        await using var client = await RawClient.ConnectAsync(host.Port);
        try
        {
            await client.SayAsync(said);
            client.EndSpeech();
            await client.HearOutAsync();
        }
        catch (IOException)
        {
            // The server need not read what it will not answer.
        }
    }
}
