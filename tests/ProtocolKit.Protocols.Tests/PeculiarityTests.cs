namespace ProtocolKit.Protocols.Tests;

/// <summary>What is particular to a protocol, as its real servers and clients say it.</summary>
public sealed class PeculiarityTests
{
    [Fact]
    public void FTP_replies_of_several_lines_end_at_their_own_code_and_a_space()
    {
        var talk = Talk.WithClient("ftp")
            .Says("220-Welcome\r\n234-is what I would say\r\n 234 hello\r\n\r\n23\r\n220-again\r\n220 ready\r\n");

        Assert.Equal("AUTH TLS\r\n", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("234-now\r\n 500 or not\r\n234 AUTH TLS successful\r\n").Machine.NextAction);
    }

    [Theory]
    [InlineData("334 ADAT must follow\r\n", UpgradeOutcome.Refused)]
    [InlineData("431 not now\r\n", UpgradeOutcome.Unavailable)]
    [InlineData("504 what is TLS?\r\n", UpgradeOutcome.NotOffered)]
    [InlineData("534 policy\r\n", UpgradeOutcome.Refused)]
    [InlineData("200 AUTH accepted\r\n", UpgradeOutcome.Violation)]
    public void FTP_starts_TLS_at_234_alone(string reply, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, Talk.WithClient("ftp").Says("220 ready\r\n").Says(reply).Machine.Failure?.Outcome);

    [Fact]
    public void FTP_protects_its_data_connections_before_the_caller_gets_the_stream()
    {
        var talk = Talk.WithClient("ftp").Says("120 soon\r\n220 ready\r\n").Says("234 go\r\n").UpgradesToTls();

        Assert.Equal("PBSZ 0\r\n", talk.Said);
        Assert.Equal("PROT P\r\n", talk.Says("200 PBSZ=0\r\n").Said);
        Assert.Equal("FEAT\r\n", talk.Says("200 Protection set to private\r\n").Said);
        Assert.Equal(UpgradeAction.Complete, talk.Says("530 Please login first\r\n").Machine.NextAction);
    }

    [Fact]
    public void ManageSieve_servers_may_write_their_strings_as_literals()
    {
        var talk = Talk.WithClient("managesieve").Says("\"IMPLEMENTATION\" {3}\r\na\"b\r\n\"SASL\" {0}\r\n\r\n\"StartTLS\"\r\nOK (WARNINGS) {21}\r\nready\r\nNO \"not really\r\n");

        Assert.Equal("STARTTLS\r\n", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("oK {2}\r\ngo\r\n").Machine.NextAction);
    }

    [Fact]
    public void ManageSieve_clients_hide_no_command_in_a_literal()
    {
        var talk = Talk.WithServer("managesieve").Says("AUTHENTICATE \"PLAIN\" {10+}\r\nSTARTTLS\r\n\r\n");

        Assert.Equal("NO (ENCRYPT-NEEDED)\r\n", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("starttls\r\n").Machine.NextAction);
    }

    [Fact]
    public void ManageSieve_servers_speak_first_inside_TLS()
    {
        var talk = Talk.WithClient("managesieve").Says("\"STARTTLS\"\r\nOK\r\n").Says("OK\r\n").UpgradesToTls();

        Assert.Equal(UpgradeAction.Receive, talk.Machine.NextAction);
        Assert.Equal(UpgradeAction.Complete, talk.Says("\"SASL\" \"PLAIN\"\r\nOK\r\n").Machine.NextAction);
    }

    [Fact]
    public void IMAP_untagged_data_may_stand_before_the_tagged_answer()
    {
        var talk = Talk.WithClient("imap").Says("* OK ready\r\n");
        talk.Says($"* OK [ALERT] down at noon\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\n* 3 EXISTS\r\n{Tag(talk)} OK done\r\n");

        Assert.EndsWith(" STARTTLS\r\n", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeAction.StartTls, talk.Says($"* OK [ALERT] again\r\n{Tag(talk)} OK begin\r\n").Machine.NextAction);
    }

    [Fact]
    public void POP3_and_NNTP_lists_end_at_a_lone_dot()
    {
        Assert.Equal("STLS\r\n", Talk.WithClient("pop3").Says("+OK\r\n").Says("+OK\r\nSASL . PLAIN\r\nSTLS\r\n.\r\n").Said);
        Assert.Equal(
            "STARTTLS\r\n",
            Talk.WithClient("nntp").Says("201 no posting\r\n").Says("101 list\r\nVERSION 2\r\nSASL .\r\nSTARTTLS\r\n.\r\n").Said);
    }

    [Theory]
    [InlineData("0\u0084\0\0\0\u0028", "x\u0084\0\0\0\u001f\n\u0001\0\u0004\0\u0004\0\u008a\u00161.3.6.1.4.1.1466.20037")]
    [InlineData("0\u0081\u0026", "x\u0021\n\u0001\0\u0004\0\u0004\0\u008a\u00161.3.6.1.4.1.1466.20037\u008b\0")]
    [InlineData("0\u000c", "x\u0007\n\u0001\0\u0004\0\u0004\0")]
    public void LDAP_lengths_may_be_longer_than_they_need_be(string sequence, string response)
    {
        var talk = Talk.WithClient("ldap");
        var id = talk.Said[2..(4 + talk.Said[3])];

        var octets = sequence[..^1] + (char)(sequence[^1] + id.Length - 3) + id + response;

        Assert.Equal(UpgradeAction.StartTls, talk.Says(octets).Machine.NextAction);
    }

    [Fact]
    public void LDAP_notice_of_disconnection_ends_the_upgrade()
    {
        var talk = Talk.WithClient("ldap")
            .Says("0\u0024\u0002\u0001\0x\u001f\n\u0001\u0034\u0004\0\u0004\0\u008a\u00161.3.6.1.4.1.1466.20036");

        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void MySQL_servers_may_say_an_error_in_place_of_a_greeting()
    {
        var talk = Talk.WithClient("mysql").Says("\u0017\0\0\0\u00ff\u0010\u0004Too many connections");

        Assert.Equal(UpgradeOutcome.Unavailable, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void PostgreSQL_clients_may_ask_for_GSSAPI_first()
    {
        var talk = Talk.WithServer("postgres").Says("\0\0\0\b\u0004\u00d2\u0016\u0030");

        Assert.Equal("N", talk.Said);
        Assert.Equal("S", talk.Says("\0\0\0\b\u0004\u00d2\u0016/").Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    [Fact]
    public void IRC_servers_give_notice_and_want_pongs_before_they_answer()
    {
        var talk = Talk.WithClient("irc").Says(":irc.example NOTICE * :*** Looking up your hostname...\r\nPING :12345\r\n");

        Assert.Equal("PONG :12345\r\n", talk.Said);
        Assert.Equal("STARTTLS\r\n", talk.Says(":irc.example 020 * :Please wait\r\n:irc.example CAP * LS * :multi-prefix sasl=PLAIN,EXTERNAL\r\n:irc.example CAP * LS :tls away-notify\r\n").Said);
        Assert.Equal(
            UpgradeAction.StartTls,
            talk.Says(":irc.example NOTICE * :*** Found it\r\n:irc.example 670 * :STARTTLS successful\r\n").Machine.NextAction);
    }

    [Theory]
    [InlineData(":irc.example 691 * :STARTTLS failure\r\n", UpgradeOutcome.Refused)]
    [InlineData(":irc.example 421 * STARTTLS :Unknown command\r\n", UpgradeOutcome.NotOffered)]
    [InlineData(":irc.example 451 * :You have not registered\r\n", UpgradeOutcome.NotOffered)]
    [InlineData("ERROR :Closing link\r\n", UpgradeOutcome.Closed)]
    public void IRC_is_upgraded_without_a_list_of_capabilities_as_well(string answer, UpgradeOutcome outcome)
    {
        var talk = Talk.WithClient("irc", ("list", "no"));

        Assert.Equal("STARTTLS\r\n", talk.Said);
        Assert.Equal(outcome, talk.Says(answer).Machine.Failure?.Outcome);
        Assert.Equal(
            UpgradeAction.Complete, Talk.WithClient("irc", ("list", "no")).Says(":a 670 * :go\r\n").UpgradesToTls().Machine.NextAction);
    }

    [Fact]
    public void Telnet_options_are_declined_until_TLS_is_agreed_on()
    {
        var talk = Talk.WithClient("telnet").Says("\u00ff\u00fd\u0018\u00ff\u00fb\u0001\u00ff\u00fa\u0018\u0001\u00ff\u00ff\u00ff\u00f0");

        Assert.Equal("\u00ff\u00fc\u0018\u00ff\u00fe\u0001", talk.Said);
        Assert.Equal("\u00ff\u00fb.\u00ff\u00fa.\u0001\u00ff\u00f0", talk.Says("\u00ff\u00fd.").Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("\u00ff\u00fa.\u0001\u00ff\u00f0").Machine.NextAction);
    }

    [Fact]
    public void Telnet_servers_that_begin_the_session_do_not_offer_TLS() =>
        Assert.Equal(UpgradeOutcome.NotOffered, Talk.WithClient("telnet").Says("login: ").Machine.Failure?.Outcome);

    [Fact]
    public void HTTP_fields_come_in_any_order()
    {
        var talk = Talk.WithClient("http").Says("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrades: 1\r\nupgrade: TLS/1.2,TLS/1.1,TLS/1.0\r\nServer: CUPS/2.4 IPP/2.1\r\n\r\n");

        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
        Assert.Equal(
            UpgradeAction.Complete,
            talk.UpgradesToTls().Says("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nAllow: GET\r\n\r\nabc").Machine.NextAction);
    }

    [Theory]
    [InlineData("Content-Length: 0\r\nUpgrade: TLS/1.2")]
    [InlineData("Upgrade: TLS/1.2\r\ncontent-length: 0")]
    public void HTTP_may_say_that_nothing_comes_before_TLS(string fields) =>
        Assert.Equal(
            UpgradeAction.StartTls,
            Talk.WithClient("http").Says($"HTTP/1.1 101 Switching Protocols\r\n{fields}\r\n\r\n").Machine.NextAction);

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nContent-Length: 1\r\n\r\n", UpgradeOutcome.Violation)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", UpgradeOutcome.NotOffered)]
    [InlineData("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 2\r\n\r\nno", UpgradeOutcome.Refused)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", UpgradeOutcome.Unavailable)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", UpgradeOutcome.NotOffered)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n", UpgradeOutcome.Violation)]
    public void HTTP_answers_that_do_not_switch_to_TLS_are_understood(string answer, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, Talk.WithClient("http").Says(answer).Machine.Failure?.Outcome);

    [Theory]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("Content-Length: 0\r\nX: y\r\ncontent-length: 2\r\n\r\nab")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n")]
    public void HTTP_contents_that_could_be_read_in_two_ways_are_a_violation(string rest)
    {
        var talk = Talk.WithClient("http").Says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nContent-Length: 0\r\n\r\n")
            .UpgradesToTls();

        Assert.Equal(UpgradeOutcome.Violation, talk.Says("HTTP/1.1 200 OK\r\n" + rest).Machine.Failure?.Outcome);
    }

    [Fact]
    public void HTTP_requests_for_something_else_are_told_to_upgrade()
    {
        var talk = Talk.WithServer("http")
            .Says("POST /printers/a HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nOPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 426 ", talk.Said, StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 101 ", talk.Says("OPTIONS * HTTP/1.1\r\nHost: a\r\nUpgrade: websocket, TLS/1.0\r\nConnection: upgrade\r\n\r\n").Said,
            StringComparison.Ordinal);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    private static string Tag(Talk talk) => talk.Said.Split(' ')[0];
}
