using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Clients that break the protocol get its answer or a clean close; those beside them go on.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Unreadable = "500 Syntax error\r\n";

    private TestHost _host = null!;
    private RawClient _bystander = null!;
    private int _handled;

    public async Task InitializeAsync()
    {
        _host = await Servers.SmtpAsync(handler: connection =>
        {
            Interlocked.Increment(ref _handled);
            return EchoHandler.EchoAsync(connection);
        });
        _bystander = await SmtpTexts.UpgradeAsync(_host);
        await _bystander.AskAsync("before\r\n", "before\r\n");
    }

    public async Task DisposeAsync()
    {
        // Whatever the others did: a connection from before goes on, a new one is served, and none of theirs came to the handler.
        await _bystander.AskAsync("after\r\n", "after\r\n");
        await using var other = await SmtpTexts.UpgradeAsync(_host);
        await other.AskAsync("new\r\n", "new\r\n");
        Assert.Equal(2, _handled);
        await _bystander.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("STARTTLS\r\nSTARTTLS\r\n")]
    [InlineData("STARTTLS\r\nMAIL FROM:<a@example.org>\r\n")]
    [InlineData("STARTTLS\r\nX")]
    [InlineData("STARTTLS\r\n\r\n")]
    [InlineData("STARTTLS\r\n\x16\x03\x01")]
    public async Task Octets_behind_STARTTLS_close_the_connection_before_TLS_is_promised(string said)
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        await client.SayAsync(said);

        Assert.Equal("", await client.HearOutAsync());
    }

    [Theory]
    [InlineData("STARTTLS\r\n")]
    [InlineData("EHLO again\r\n")]
    [InlineData("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n")]
    public async Task Commands_in_place_of_TLS_close_the_connection(string said)
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
        await client.SayAsync(said);

        // What it may still hear is a TLS alert.
        Assert.DoesNotContain("250", await client.HearOutAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_in_one_segment_with_STARTTLS_is_refused_as_anything_else_there_is()
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);

        await Assert.ThrowsAnyAsync<Exception>(() => client.StartTlsAsync("STARTTLS\r\n"));
    }

    [Fact]
    public async Task TLS_on_the_plaintext_port_is_greeted_and_closed()
    {
        await using var client = await RawClient.ConnectAsync(_host.Port);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.StartTlsAsync());

        Assert.True(failure is AuthenticationException or IOException, failure.ToString());
    }

    [Theory]
    [InlineData("STARTTLS now\r\n", "501 No parameters allowed\r\n")]
    [InlineData("STARTTLSX\r\n", SmtpTexts.TlsDemanded)]
    [InlineData("X STARTTLS\r\n", SmtpTexts.TlsDemanded)]
    [InlineData(" STARTTLS\r\n", SmtpTexts.TlsDemanded)]
    [InlineData("\xff\xfe\x1b[31m\r\n", SmtpTexts.TlsDemanded)]
    [InlineData("\0\0\0\0", null)]
    [InlineData("STARTTLS\n", null)]
    [InlineData("STARTTLS\r\r\n", null)]
    [InlineData("STARTTLS\0\r\n", null)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", SmtpTexts.TlsDemanded + SmtpTexts.TlsDemanded + SmtpTexts.TlsDemanded)]
    public async Task What_is_no_command_starts_no_TLS(string said, string? answer)
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        await client.SayAsync(said);
        if (answer is null)
        {
            Assert.Equal(Unreadable, await client.HearOutAsync());
        }
        else
        {
            await client.HearAsync(answer);
            await client.AskAsync("NOOP\r\n", "250 OK\r\n");
        }
    }

    [Fact]
    public async Task A_line_of_a_mebibyte_closes_the_connection()
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        var line = new byte[1024 * 1024];
        Array.Fill(line, (byte)'a');
        await client.SayAsync(line);

        Assert.Equal(Unreadable, await client.HearOutAsync());
    }

    [Fact]
    public async Task The_longest_line_that_is_legal_is_answered()
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        for (var i = 0; i < 3; i++)
            await client.AskAsync("NOOP " + new string('a', 8192 - 7) + "\r\n", "250 OK\r\n");
        await client.SayAsync("NOOP " + new string('a', 8192 - 6) + "\r\n");

        Assert.Equal(Unreadable, await client.HearOutAsync());
    }

    [Fact]
    public async Task Commands_in_one_segment_and_in_many_are_answered_alike()
    {
        const string Said = "NOOP\r\nEHLO x\r\nNOOP\r\n";
        const string Answer = "250 OK\r\n" + SmtpTexts.Features + "250 OK\r\n";
        await using var client = await SmtpTexts.SaluteAsync(_host);
        await client.AskAsync(Said, Answer);
        foreach (var octet in Said)
            await client.SayAsync(octet.ToString());
        await client.HearAsync(Answer);
    }

    [Fact]
    public async Task A_dialogue_of_too_many_octets_is_ended()
    {
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { MaxDialogueOctets = 10_000 });
        await using var client = await SmtpTexts.SaluteAsync(host);
        for (var i = 0; i < 12; i++)
            await client.SayAsync("NOOP " + new string('a', 993) + "\r\n");

        Assert.Equal(string.Concat(Enumerable.Repeat("250 OK\r\n", 9)), await client.HearOutAsync());
    }

    [Fact]
    public async Task A_dialogue_of_too_many_commands_is_ended()
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        for (var i = 0; i < 1000; i++)
            await client.SayAsync("NOOP\r\n");

        Assert.Equal(string.Concat(Enumerable.Repeat("250 OK\r\n", 31)) + Unreadable, await client.HearOutAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHL")]
    [InlineData("STARTTLS\r\n")]
    public async Task A_client_that_leaves_at_any_point_is_let_go(string said)
    {
        await using var client = await SmtpTexts.SaluteAsync(_host);
        await client.SayAsync(said);
        client.EndSpeech();

        var heard = await client.HearOutAsync();

        Assert.True(heard is "" or SmtpTexts.Ready, heard);
    }
}
