using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Connections.Features;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Connections that may go on without TLS, and those that may not.</summary>
public sealed class InClearTests
{
    [Fact]
    public async Task TLS_is_required_unless_said_otherwise()
    {
        var handled = 0;
        await using var host = await Servers.SmtpAsync(handler: connection =>
        {
            handled++;
            return EchoHandler.EchoAsync(connection);
        });
        await using var client = await SmtpTexts.SaluteAsync(host);

        foreach (
            var command in (string[])["MAIL FROM:<a@example.org>", "AUTH PLAIN AGEAYg==", "VRFY x", "DATA", "HELO x", "", "BDAT 3 LAST"])
            await client.AskAsync(command + "\r\n", SmtpTexts.TlsDemanded);
        await client.AskAsync("QUIT\r\n", "221 Bye\r\n");

        Assert.Equal("", await client.HearOutAsync());
        Assert.Equal(0, handled);
    }

    [Fact]
    public async Task A_client_that_may_go_on_in_the_clear_comes_to_the_handler_with_its_message_unread()
    {
        IStartTlsFeature? feature = null;
        var hasTls = true;
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { MayStayInClear = true }, connection =>
        {
            feature = connection.Features.Get<IStartTlsFeature>();
            hasTls = connection.Features.Get<ITlsConnectionFeature>() is not null
                || connection.Features.Get<ITlsHandshakeFeature>() is not null;
            return EchoHandler.EchoAsync(connection);
        });
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync(
            "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n", "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n");

        Assert.False(hasTls);
        Assert.NotNull(feature);
        Assert.False(feature.IsSecured);
        Assert.Equal("ehlo", Assert.Single(feature.ClientMessages).Name);
        Assert.Equal("STARTTLS", Assert.Single(feature.Capabilities).Value);
    }

    [Fact]
    public async Task A_client_that_may_go_on_in_the_clear_may_start_TLS_too()
    {
        IStartTlsFeature? feature = null;
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { MayStayInClear = true }, connection =>
        {
            feature = connection.Features.Get<IStartTlsFeature>();
            return EchoHandler.EchoAsync(connection);
        });
        await using var client = await SmtpTexts.UpgradeAsync(host);
        await client.AskAsync("MAIL FROM:<a@example.org>\r\n", "MAIL FROM:<a@example.org>\r\n");

        Assert.True(feature?.IsSecured);
    }

    [Fact]
    public async Task Who_goes_on_in_the_clear_is_not_cut_off_by_the_deadline_of_the_upgrade()
    {
        var time = new ManualTimeProvider();
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { MayStayInClear = true, TimeProvider = time });
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("MAIL FROM:<a@example.org>\r\n", "MAIL FROM:<a@example.org>\r\n");

        time.LetTimeRunOut();

        await client.AskAsync("more\r\n", "more\r\n");
    }

    [Theory]
    [InlineData("554 TLS is not available\r\n", UpgradeOutcome.Refused)]
    [InlineData("454 TLS not available due to temporary reason\r\n", UpgradeOutcome.Unavailable)]
    public async Task Who_is_refused_at_the_greeting_gets_the_answer_before_the_connection_is_closed(string heard, UpgradeOutcome outcome)
    {
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { Refusal = _ => outcome });
        await using var client = await RawClient.ConnectAsync(host.Port);

        Assert.Equal(heard, await client.HearOutAsync());
    }

    [Fact]
    public async Task Who_is_refused_TLS_may_take_its_leave()
    {
        var isGreeted = false;
        await using var host = await Servers.SmtpAsync(new StartTlsOptions
        {
            Refusal = _ => Interlocked.Exchange(ref isGreeted, true) ? UpgradeOutcome.Unavailable : null,
        });
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", "454 TLS not available due to temporary reason\r\n");
        await client.SayAsync("QUIT\r\n");

        Assert.Equal("221 Bye\r\n", await client.HearOutAsync());
    }
}
