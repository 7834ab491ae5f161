using System.Text;

namespace ProtocolKit.Protocols.Tests.Dialogues;

/// <summary>What the lines of a dialogue mean, on invented protocols.</summary>
public sealed class DialogueTests
{
    private static readonly byte[] s_clientHello = [0x16, 0x03, 0x01, 0x00, 0x05, 0x01];

    [Theory]
    [InlineData("* HELLOAgain x\r\n")]
    [InlineData("* WHO\r\n")]
    public void A_strange_greeting_is_no_message_of_any_time(string greeting)
    {
        var talk = Talk.WithClient(Lark.Definition).Says(greeting);

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
        Assert.StartsWith("* ", talk.Machine.Failure!.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_the_greeting_the_same_line_is_dropped() =>
        Assert.Equal("START\r\n", Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* WHO\r\n* OFFERS TLS\r\n").Said);

    [Theory]
    [InlineData("* OFFERS, many\r\n")]
    [InlineData("* offers TLS !\r\n")]
    public void What_begins_like_the_answer_and_is_none_is_a_violation_that_shows_it(string answer)
    {
        var talk = Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says(answer + "* NONE\r\n");

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
        Assert.StartsWith(answer[..9], talk.Machine.Failure!.Received, StringComparison.Ordinal);
        Assert.Equal("* HELLO x\\r\\n", talk.Machine.Failure!.MessageBefore);
    }

    [Theory]
    [InlineData("BUSY\r\n", UpgradeOutcome.Unavailable, true)]
    [InlineData("NO\r\n", UpgradeOutcome.Refused, false)]
    public void Only_a_refusal_behind_which_the_server_goes_on_leaves_the_connection_to_a_caller_without_TLS(
        string answer, UpgradeOutcome outcome, bool goesOn)
    {
        var talk = Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* OFFERS TLS\r\n").Says(answer);

        Assert.Equal(outcome, talk.Machine.Failure?.Outcome);
        Assert.Equal(goesOn, talk.Machine.Failure!.MayGoOnInClear);
    }

    [Fact]
    public void So_does_a_server_that_offers_none()
    {
        var talk = Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* OFFERS SONGS\r\n");

        Assert.Equal(UpgradeOutcome.NotOffered, talk.Machine.Failure?.Outcome);
        Assert.True(talk.Machine.Failure!.MayGoOnInClear);
    }

    [Theory]
    [InlineData(UpgradeOutcome.NotOffered, "NO\r\n")]
    [InlineData(UpgradeOutcome.Refused, "NO\r\n")]
    [InlineData(UpgradeOutcome.Unavailable, "BUSY\r\n")]
    public void A_server_refuses_with_the_nearest_outcome_that_it_can_say(UpgradeOutcome refusal, string said) =>
        Assert.Equal(said, Talk.WithServer(Lark.Definition, new ServerMachineOptions { Refusal = () => refusal }).Says("START\r\n").Said);

    [Theory]
    [InlineData(UpgradeOutcome.NotOffered)]
    [InlineData(UpgradeOutcome.Refused)]
    [InlineData(UpgradeOutcome.Unavailable)]
    public void Where_it_can_refuse_at_the_greeting_only_it_does_so_there(UpgradeOutcome refusal) =>
        Assert.Equal("SORRY\r\n", Talk.WithServer(Wren.Definition, new ServerMachineOptions { Refusal = () => refusal }).Said);

    [Theory]
    [InlineData("LIST all\r\n", UpgradeAction.Receive)]
    [InlineData("start now\r\n", UpgradeAction.Receive)]
    [InlineData("SING\r\n", UpgradeAction.StayInClear)]
    public void A_request_of_the_dialogue_that_is_malformed_does_not_cost_the_client_TLS(string request, UpgradeAction action)
    {
        var talk = Talk.WithServer(Lark.Definition, new ServerMachineOptions { MayStayInClear = true }).Says(request);

        Assert.Equal(action, talk.Machine.NextAction);
        Assert.Equal(action == UpgradeAction.Receive ? "* WHAT\r\n" : "", talk.Said);
    }

    [Fact]
    public void What_is_asked_before_TLS_is_asked_for_is_answered() =>
        Assert.Equal("PONG abc\r\n", Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* PING abc\r\n").Said);

    [Fact]
    public void Once_TLS_is_asked_for_nothing_is_answered()
    {
        var talk = Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* OFFERS TLS\r\n").Says("* PING abc\r\nGO\r\n");

        Assert.Equal("", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    [Fact]
    public void A_message_that_does_not_come_inside_TLS_is_asked_for_once()
    {
        var talk = Started().UpgradesToTls();
        Assert.Equal("", talk.Said);
        Assert.True(talk.Machine.MayAsk);

        talk.Machine.AskForMessage();
        talk.Says("");

        Assert.Equal("AGAIN\r\n", talk.Said);
        Assert.False(talk.Machine.MayAsk);
        Assert.Equal("LIST\r\n", talk.Says("* HELLO y\r\n").Said);
    }

    [Fact]
    public void A_message_that_has_come_is_not_asked_for()
    {
        var talk = Started().UpgradesToTls().Says("* HELLO y\r\n");

        Assert.False(talk.Machine.MayAsk);
        Assert.Throws<InvalidOperationException>(talk.Machine.AskForMessage);
    }

    [Fact]
    public void A_value_that_TLS_renews_is_another_one_inside()
    {
        var talk = Started().UpgradesToTls().Says("* HELLO x\r\n");

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
        Assert.True(talk.Machine.Failure!.IsInsideTls);
    }

    [Fact]
    public void Rounds_are_limited_inside_TLS_too()
    {
        var talk = Started().UpgradesToTls();

        for (var round = 0; round < 40; round++)
            talk.Says("* PING abc\r\n");

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void Where_TLS_starts_with_the_first_octet_its_own_lines_hold()
    {
        var client = Talk.WithClient(Lark.Definition, new ClientMachineOptions { Host = "localhost", ImplicitTls = true }).UpgradesToTls();
        Assert.Equal("LIST\r\n", client.Said);
        Assert.Equal(UpgradeAction.Complete, client.Says("* OFFERS SONGS\r\n").Machine.NextAction);

        var server = Talk.WithServer(Lark.Definition, new ServerMachineOptions { ImplicitTls = true }).UpgradesToTls();
        Assert.Equal(UpgradeAction.Complete, server.Machine.NextAction);

        var demonstration = Talk
            .WithServer(Lark.Definition, new ServerMachineOptions { ImplicitTls = true, AnswerInsideTls = true })
            .UpgradesToTls();
        Assert.Equal("* OFFERS SONGS\r\n", demonstration.Says("LIST\r\n").Said);
        Assert.Equal(UpgradeAction.Complete, demonstration.Machine.NextAction);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_roles_come_to_the_end(bool implicitTls)
    {
        var conversation = new Testing.MachineConversation();

        Assert.True(conversation.Run(
            Lark.Definition.CreateClient(new ClientMachineOptions { Host = "localhost", ImplicitTls = implicitTls }),
            Lark.Definition.CreateServer(new ServerMachineOptions { ImplicitTls = implicitTls, AnswerInsideTls = true })));
    }

    [Fact]
    public void Lines_of_the_client_that_follow_each_other_are_one_write()
    {
        var talk = Talk.WithClient(Rook.Definition);

        Assert.Equal("KNOCK\r\nNAME\r\n", talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("OPEN\r\n").Machine.NextAction);
    }

    [Fact]
    public void On_a_port_that_is_both_TLS_may_begin_in_place_of_the_first_message()
    {
        var server = Rook.Definition.CreateServer(new ServerMachineOptions());

        Assert.Equal(System.Buffers.OperationStatus.Done, server.Receive(s_clientHello, out var consumed));

        Assert.Equal(0, consumed);
        Assert.True(server.HasDirectTls);
        Assert.True(server.StartTls(s_clientHello));
    }

    [Fact]
    public void Behind_the_first_message_it_may_not()
    {
        var talk = Talk.WithServer(Rook.Definition).Says("KNOCK\r\n").Says(Encoding.Latin1.GetString(s_clientHello));

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void Where_TLS_starts_at_once_the_server_answers_what_else_is_said_before()
    {
        var talk = Talk.WithServer(Wren.Definition);
        Assert.Equal("INFO\r\n", talk.Said);
        Assert.Equal("PONG\r\n", talk.Says("PING\r\n").Said);

        Assert.Equal(System.Buffers.OperationStatus.Done, talk.Machine.Receive(s_clientHello, out _));
        Assert.True(talk.Machine.StartTls(s_clientHello));
    }

    [Fact]
    public void A_client_that_goes_on_without_TLS_there_is_told_so_or_left_to_the_host()
    {
        var refused = Talk.WithServer(Wren.Definition).Says("CONNECT\r\n");
        Assert.Equal("SORRY\r\n", refused.Said);
        Assert.Equal(UpgradeOutcome.Closed, refused.Machine.Failure?.Outcome);

        var allowed = Talk.WithServer(Wren.Definition, new ServerMachineOptions { MayStayInClear = true }).Says("CONNECT\r\n");
        Assert.Equal(UpgradeAction.StayInClear, allowed.Machine.NextAction);
    }

    [Theory]
    [InlineData(UpgradeOutcome.Timeout)]
    [InlineData(UpgradeOutcome.Truncated)]
    public void A_peer_that_falls_silent_is_shown_with_its_last_word(UpgradeOutcome outcome)
    {
        var talk = Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* BAD malformed command\r\n");

        talk.Machine.Abandon(outcome, []);

        Assert.Equal("* BAD malformed command\\r\\n", talk.Machine.Failure!.Received);
    }

    [Theory]
    [InlineData("\r\n", "\\r\\n")]
    [InlineData("NOOP\r\n", "")]
    public void A_server_tells_of_what_stands_behind_the_request_only_that_it_is_white_space(string behind, string shown)
    {
        var server = Talk.WithServer(Lark.Definition).Machine;
        server.Receive(Encoding.ASCII.GetBytes("START\r\n"), out _);

        server.ReceiveUnasked(Encoding.ASCII.GetBytes(behind), out _);

        Assert.Equal(UpgradeOutcome.Leftover, server.Failure?.Outcome);
        Assert.Equal(shown, server.Failure!.Received);
        Assert.Equal(behind.Length, server.Failure.ReceivedOctets);
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("NOOP\n")]
    [InlineData("START\r\r\n")]
    public void What_no_message_begins_with_is_answered_before_the_server_closes(string octets) => Unreadable(octets);

    [Fact]
    public void So_is_what_is_longer_than_a_message_may_be() => Unreadable(new string('x', 8192));

    [Fact]
    public void So_are_too_many_messages() => Unreadable(string.Concat(Enumerable.Repeat("NOOP\r\n", 33)));

    [Fact]
    public void A_ClientHello_in_a_message_s_place_has_no_answer()
    {
        var talk = Talk.WithServer(Lark.Definition).Says(Encoding.Latin1.GetString(s_clientHello));

        Assert.Equal("", talk.Said);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void What_stands_behind_the_request_for_TLS_has_none_either()
    {
        var talk = Talk.WithServer(Lark.Definition);
        talk.Machine.Receive("START\r\n\u0001"u8, out _);

        talk.Machine.ReceiveUnasked("\u0001"u8, out _);

        Assert.Equal(UpgradeAction.Fail, talk.Machine.NextAction);
        Assert.Equal(UpgradeOutcome.Leftover, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void An_answer_that_can_not_be_sent_does_not_change_the_outcome()
    {
        var machine = Talk.WithServer(Lark.Definition).Machine;
        machine.Receive("\u0001"u8, out _);
        Assert.Equal(UpgradeAction.Send, machine.NextAction);

        machine.Abandon(UpgradeOutcome.Truncated, []);

        Assert.Equal(UpgradeOutcome.Violation, machine.Failure?.Outcome);
    }

    private static void Unreadable(string octets)
    {
        var talk = Talk.WithServer(Lark.Definition).Says(octets);

        Assert.EndsWith("* BAD\r\n* BYE\r\n", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
        Assert.Equal("ExpectCommand", talk.Machine.Failure!.State);
    }

    private static Talk Started() => Talk.WithClient(Lark.Definition).Says("* HELLO x\r\n").Says("* OFFERS TLS\r\n").Says("GO\r\n");
}
