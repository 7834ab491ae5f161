using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Lines that both sides say without waiting.</summary>
public sealed class TogetherTests
{
    private const string Pair =
        """
        protocol invented
        port 7
        start = "START" CRLF
        open  = "OPEN" CRLF
        error = "ERROR" SP 1*VCHAR CRLF
        dialogue
        C: start     S: start / open => not-offered / error => refused
        TLS
        any time
        C: open      S: "ERROR not-open" CRLF   => closed
        C: ...       S: "ERROR what" CRLF
        says
        open   "OPEN" CRLF
        error  "ERROR no" CRLF
        """;

    private const string Greetings =
        """
        protocol invented
        port 7
        tls 8
        hello = "HELLO" SP name:1*9ALPHA CRLF
        no    = "NO" CRLF
        begin = "BEGIN" CRLF
        ready = "READY" CRLF
        dialogue
        C: hello     S: hello / no => unavailable
        C: begin
        S: ready / no => refused
        TLS
        C: hello     S: hello
        C: begin
        S: ready
        says
        hello "HELLO" SP name:"you" CRLF
        """;

    [Fact]
    public void Each_side_says_its_own_without_waiting()
    {
        var conversation = Conversation.Hold(Invented.Compile(Pair));

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.Equal("C: START\\r\\n\nS: START\\r\\n\nTLS", conversation.Text);
    }

    [Theory]
    [InlineData(UpgradeOutcome.NotOffered, "OPEN", UpgradeOutcome.NotOffered)]
    [InlineData(UpgradeOutcome.Unavailable, "ERROR no", UpgradeOutcome.Refused)]
    [InlineData(UpgradeOutcome.Refused, "ERROR no", UpgradeOutcome.Refused)]
    public void A_server_that_refuses_says_so_without_waiting(UpgradeOutcome refusal, string said, UpgradeOutcome outcome)
    {
        var conversation = Conversation.Hold(Invented.Compile(Pair), refusal: refusal);

        Assert.Contains($"S: {said}\\r\\n\n", conversation.Text, StringComparison.Ordinal);
        Assert.Contains($"client: {outcome} in ", conversation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UpgradeOutcome.NotOffered)]
    [InlineData(UpgradeOutcome.Unavailable)]
    [InlineData(UpgradeOutcome.Refused)]
    public void A_server_that_refuses_does_so_whatever_stands_before(UpgradeOutcome refusal)
    {
        foreach (
            var before in (string[])[
            "", "S: \"HI\" CRLF / \"BYE\" CRLF => closed\n",
            "S: \"HI\" CRLF\nC: \"ASK\" CRLF\nS: \"SURE\" CRLF / \"BYE\" CRLF => closed\n"])
        {
            foreach (var outcome in (string[])["not-offered", "unavailable", "closed"])
            {
                var protocol = Invented.Compile(
                    $"""
                    protocol invented
                    port 7
                    start = "START" CRLF
                    open  = "OPEN" CRLF
                    dialogue
                    {before}C: start     S: start / open => {outcome}
                    TLS
                    """);
                var conversation = Conversation.Hold(protocol, refusal: refusal);
                Assert.Contains("server: ", conversation.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("TLS", conversation.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Neither_waits_for_what_has_not_come_and_neither_minds_what_has()
    {
        var (client, server) = Machines(Invented.Compile(Pair));

        Assert.Equal((UpgradeAction.Send, UpgradeAction.Send), (client.NextAction, server.NextAction));
        Assert.Equal((false, false), (client.NothingMayBeUnread, server.NothingMayBeUnread));
        foreach (var machine in new[] { client, server })
        {
            machine.Send(new ArrayBufferWriter<byte>());
            Assert.Equal(UpgradeAction.Receive, machine.NextAction);
            Assert.Equal(OperationStatus.Done, machine.Receive("START\r\n"u8, out var consumed));
            Assert.Equal((7, UpgradeAction.StartTls), (consumed, machine.NextAction));
        }
    }

    [Fact]
    public void A_client_begins_TLS_once_it_has_read_and_a_server_takes_it_right_behind_its_message()
    {
        var (_, server) = Machines(Invented.Compile(Pair));
        server.Send(new ArrayBufferWriter<byte>());
        Assert.Equal(OperationStatus.Done, server.Receive("START\r\n\u0016\u0003"u8, out var consumed));
        Assert.Equal(7, consumed);
        Assert.True(server.StartTls([0x16, 0x03]));

        (var client, server) = Machines(Invented.Compile(Pair));
        foreach (var machine in new[] { client, server })
        {
            machine.Send(new ArrayBufferWriter<byte>());
            machine.Receive("START\r\n"u8, out _);
            Assert.False(machine.StartTls(machine == client ? [0x16, 0x03] : "OPEN\r\n"u8));
            Assert.Equal(UpgradeOutcome.Leftover, machine.Failure!.Outcome);
        }
    }

    [Fact]
    public void A_client_that_says_something_else_is_answered()
    {
        foreach (var (said, answer) in new[] { ("OPEN\r\n", "ERROR not-open\r\n"), ("WHAT\r\n", "ERROR what\r\n") })
        {
            var (_, server) = Machines(Invented.Compile(Pair));
            server.Send(new ArrayBufferWriter<byte>());
            server.Receive(Encoding.ASCII.GetBytes(said), out _);
            var output = new ArrayBufferWriter<byte>();
            server.Send(output);
            Assert.Equal(answer, Encoding.ASCII.GetString(output.WrittenSpan));
            Assert.Equal(UpgradeAction.Fail, server.NextAction);
        }
    }

    [Fact]
    public void Greetings_of_both_sides_stand_before_TLS_and_inside()
    {
        var protocol = Invented.Compile(Greetings);
        var conversation = Conversation.Hold(protocol);

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.Equal(
            "C: HELLO you\\r\\n\nS: HELLO you\\r\\n\nC: BEGIN\\r\\n\nS: READY\\r\\n\nTLS\nC: HELLO you\\r\\n\nS: HELLO you\\r\\n\nC: BEGIN\\r\\n\nS: READY\\r\\n",
            conversation.Text);
        Assert.True(Conversation.Hold(protocol, implicitTls: true).IsComplete);
    }

    [Fact]
    public void A_greeting_of_both_sides_may_refuse()
    {
        var protocol = Invented.Compile(Greetings);

        Assert.Contains(
            "client: Unavailable", Conversation.Hold(protocol, refusal: UpgradeOutcome.Unavailable).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void They_may_stand_behind_an_exchange()
    {
        var conversation = Conversation.Hold(
            Invented.Compile(
            Pair.Replace("C: start  ", "S: \"HI\" CRLF\nC: \"ASK\" CRLF\nS: \"SURE\" CRLF\nC: start  ", StringComparison.Ordinal)));

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.Equal(
            "S: HI\\r\\n\nC: ASK\\r\\n\nS: SURE\\r\\nSTART\\r\\n\nC: START\\r\\n\nTLS",
            conversation.Text.Replace("SURE\\r\\n\nS: ", "SURE\\r\\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dialogue\n", "dialogue in any order\n", "PK001")]
    [InlineData("C: start     S: start", "S: start     C: start", "PK001")]
    [InlineData("C: start     S:", "C: start if \"x\" S:", "PK001")]
    [InlineData("C: start     S:", "S: list\nC: start if item \"x\" else skip   S:", "PK001")]
    [InlineData("C: start     S:", "S: list\nC: open if item \"x\" else skip\nS: open\nC: start   S:", "PK001")]
    [InlineData("C: start     S: start", "C: list     S: start if item \"x\"", "PK034")]
    [InlineData("C: start     S: start", "C: list     S: \"GOT \" $item CRLF", "PK034")]
    [InlineData(
        "port 7", "port 7\nparameter item : 1*9ALPHA = \"x\"", "PK034", "C: start     S: start", "C: list     S: \"GOT \" $item CRLF")]
    [InlineData("port 7", "port 7\ntls 7", "PK036")]
    public void What_can_not_be_said_without_waiting_is_found(
        string part, string replacement, string id, string other = "\0", string otherReplacement = "") =>
        Assert.Contains(
            Invented.Findings(
            Pair.Replace(part, replacement, StringComparison.Ordinal).Replace(other, otherReplacement, StringComparison.Ordinal)
            .Replace("open  =", "list  = \"LIST \" item:1*9ALPHA CRLF\nopen  =", StringComparison.Ordinal)
            .Replace("says\n", "says\nlist \"LIST \" item:\"x\" CRLF\n", StringComparison.Ordinal)), finding =>
                finding.StartsWith(id, StringComparison.Ordinal));

    private static (UpgradeMachine Client, UpgradeMachine Server) Machines(ProtocolDefinition protocol) => (
        protocol.CreateClient(new ClientMachineOptions { Host = "localhost", Parameters = protocol.CreateClientParameters() }),
        protocol.CreateServer(new ServerMachineOptions { Parameters = protocol.CreateServerParameters() }));
}
