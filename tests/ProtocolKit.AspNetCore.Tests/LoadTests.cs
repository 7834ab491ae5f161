using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

public sealed class LoadTests
{
    private const int Lines = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Of_a_thousand_connections_at_once_that_upgrade_and_echo_none_is_lost()
    {
        const int Clients = 1000;
        var (handled, inside) = (0, 0);
        var allInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await Servers.SmtpAsync(
            new StartTlsOptions { Timeout = Limit, AnswerInsideTls = true },
            connection =>
            {
                Interlocked.Increment(ref handled);
                return EchoHandler.EchoAsync(connection);
            });

        async Task<int> TalkAsync(int number)
        {
            var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, Timeout = Limit };
            await using var connection = await Smtp.ConnectAsync("localhost", host.Port, options: options);
            if (Interlocked.Increment(ref inside) == Clients)
                allInside.SetResult();
            await allInside.Task;
            var echoed = 0;
            for (; echoed < Lines; echoed++)
            {
                var line = Encoding.ASCII.GetBytes($"connection {number}, line {echoed}\r\n");
                await connection.Stream.WriteAsync(line);
                var echo = new byte[line.Length];
                await connection.Stream.ReadExactlyAsync(echo);
                Assert.Equal(line, echo);
            }

            return echoed;
        }

        var echoes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(TalkAsync)).WaitAsync(Limit);

        Assert.Equal(Clients * Lines, echoes.Sum());
        Assert.Equal(Clients, handled);
    }

    [Fact]
    public async Task Clients_that_never_speak_are_cut_off_by_the_deadline_and_others_go_on()
    {
        var time = new ManualTimeProvider();
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { TimeProvider = time, Timeout = TimeSpan.FromSeconds(7) });
        await using var early = await SmtpTexts.UpgradeAsync(host);
        var idle = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RawClient.ConnectAsync(host.Port)));
        await Task.WhenAll(idle.Select(client => client.HearAsync(SmtpTexts.Greeting)));
        Assert.Equal(TimeSpan.FromSeconds(7), time.DueTime);

        time.LetTimeRunOut();

        Assert.All(await Task.WhenAll(idle.Select(client => client.HearOutAsync())), heard => Assert.Equal("", heard));
        await early.AskAsync("early\r\n", "early\r\n");
        await using var late = await SmtpTexts.UpgradeAsync(host);
        await late.AskAsync("late\r\n", "late\r\n");
        foreach (var client in idle)
            await client.DisposeAsync();
    }
}
