namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>IRC, as its servers and clients speak it: RFC 1459, RFC 2812, IRCv3.</summary>
public sealed class IrcTests
{
    private const string Listed = ":irc.example CAP * LS :tls\r\n";
    private const string Started = ":irc.example 670 * :go\r\n";

    [Theory]
    [InlineData("StartTls", ":irc.example 439 * :Please wait while we process your connection.\r\n", Listed, Started)]
    [InlineData(
        "StartTls", ":irc.example 020 * :wait\r\n:irc.example 396 * host :is now\r\n", Listed,
        ":irc.example 501 * :x\r\n:irc.example 999 * :x\r\n", Started)]
    [InlineData(
        "StartTls", ":irc.example NOTICE * :\u0002bold\u000304red\u001f\r\n", Listed, ":irc.example NOTICE * :\u0001\u001b\u0016\r\n",
        Started)]
    [InlineData(
        "StartTls", "NOTICE AUTH :*** Looking up\r\n",
        ":irc.example CAP * LS * :multi-prefix\r\n:irc.example NOTICE * :*** Found it\r\n:irc.example 020 * :x\r\n" + Listed, Started)]
    [InlineData(
        "StartTls",
        ":irc.example CAP * LS * :tls\r\n:irc.example CAP * LS * :a\r\n:irc.example NOTICE * :x\r\n:irc.example CAP * LS :b\r\n", Started)]
    [InlineData("StartTls", ":irc.example CAP * LS :-x ~y =z draft/a=b,c tls=d \u00e9\r\n", Started)]
    [InlineData("StartTls", ":irc.example CAP * LS :tls\r\n:irc.example CAP * NEW :sasl\r\n", Started)]
    [InlineData("StartTls", ":irc.example  CAP  nick  LS  tls \r\n", ":irc.example  670 nick :go\r\n")]
    [InlineData("StartTls", ":irc.example 410 * LS :Invalid CAP command\r\n", Started)]
    [InlineData("StartTls", ":irc.example 421 * CAP :Unknown command\r\n", Started)]
    [InlineData("StartTls", ":irc.example 461 * CAP :Not enough parameters\r\n", Started)]
    [InlineData("StartTls", "PING :1\r\n" + Listed, Started)]
    [InlineData("NotOffered", ":irc.example CAP * LS :sasl\r\n")]
    [InlineData("NotOffered", ":irc.example CAP * LS :\r\n")]
    [InlineData("Refused", Listed, ":irc.example 691 * :failed\r\n")]
    [InlineData("Refused", Listed, ":irc.example 462 * :You may not reregister\r\n")]
    [InlineData("Refused", Listed, ":irc.example 461 * STARTTLS :Not enough parameters\r\n")]
    [InlineData("Refused", Listed, ":irc.example 525 * STARTTLS :x\r\n")]
    [InlineData("NotOffered", Listed, ":irc.example 421 * STARTTLS :Unknown command\r\n")]
    [InlineData("NotOffered", Listed, ":irc.example 451 * :Register first\r\n")]
    [InlineData("Closed", ":irc.example 465 * :You are banned\r\nERROR :Closing Link \u0002\r\n")]
    [InlineData("Violation", ":irc.example CAP * LS :tls\n")]
    [InlineData("Violation", "NOTICE * :a\0b\r\n")]
    public void A_client_hears(string end, params string[] turns) => Assert.Equal(end, Script.Server("irc", turns));

    [Fact]
    public void A_client_that_has_asked_for_TLS_answers_nothing()
    {
        var talk = Talk.WithClient("irc").Says(Listed).Says("PING :x\r\n:irc.example 670 * :go\r\n");

        Assert.Equal("", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    [Theory]
    [InlineData("CAP REQ :tls\r\n", ":localhost CAP * ACK :tls\r\n")]
    [InlineData("CAP REQ tls\r\n", ":localhost CAP * ACK :tls\r\n")]
    [InlineData("CAP REQ :TLS \r\n", ":localhost CAP * ACK :tls\r\n")]
    [InlineData("CAP REQ :sasl\r\n", ":localhost CAP * NAK :sasl\r\n")]
    [InlineData("CAP REQ :tls sasl\r\n", ":localhost CAP * NAK :tls sasl\r\n")]
    [InlineData("CAP REQ :-tls\r\n", ":localhost CAP * NAK :-tls\r\n")]
    [InlineData("CAP LIST\r\n", ":localhost CAP * LIST :\r\n")]
    [InlineData("CAP\r\n", ":localhost 410 ")]
    [InlineData("CAP FOO bar\r\n", ":localhost 410 ")]
    [InlineData("cap  ls  302\r\n", ":localhost CAP * LS :tls\r\n")]
    [InlineData("CAP END\r\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("PING x\r\n", ":localhost PONG localhost x\r\n")]
    [InlineData("NICK \u0002a\u001b\r\n", ":localhost 451 ")]
    [InlineData("STARTTLS now\r\n", ":localhost 451 ")]
    [InlineData("FOO\r\n", ":localhost 451 ")]
    [InlineData("NICK a\n", ":localhost 400 ")]
    [InlineData("STARTTLS\n", ":localhost 400 ")]
    [InlineData("\n", ":localhost 400 ")]
    [InlineData("FOO\rBAR\r\n", ":localhost 400 ")]
    public void A_server_answers(string line, string answer)
    {
        var talk = Talk.WithServer("irc").Says(line);

        if (answer.Length == 0)
            Assert.Equal("", talk.Said);
        Assert.StartsWith(answer, talk.Said, StringComparison.Ordinal);
        Assert.Equal("StartTls", Script.End(talk, ":me starttls \r\n"));
    }

    [Theory]
    [InlineData("NICK a\r\n", UpgradeAction.StayInClear)]
    [InlineData("USER a 0 * :a\r\n", UpgradeAction.StayInClear)]
    [InlineData("PASS secret\r\n", UpgradeAction.StayInClear)]
    [InlineData("AUTHENTICATE PLAIN\r\n", UpgradeAction.StayInClear)]
    [InlineData("STARTTLS now\r\n", UpgradeAction.Receive)]
    [InlineData("CAP REQ :sasl\r\n", UpgradeAction.Receive)]
    [InlineData("CAP\r\n", UpgradeAction.Receive)]
    [InlineData("HELP\r\n", UpgradeAction.Receive)]
    [InlineData("NICK a\n", UpgradeAction.Receive)]
    public void Only_registration_goes_on_in_the_clear(string line, UpgradeAction action) =>
        Assert.Equal(action, Talk.WithServer("irc", mayStayInClear: true).Says(line).Machine.NextAction);
}
