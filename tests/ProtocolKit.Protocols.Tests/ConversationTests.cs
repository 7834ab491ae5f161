using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Each protocol's own client and server, talking to each other.</summary>
public sealed class ConversationTests
{
    public static TheoryData<string> Protocols => [.. AllProtocols.Definitions.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_one_role_says_the_other_reads_up_to_the_end(string protocol)
    {
        var conversation = new MachineConversation();

        Assert.True(Run(conversation, protocol));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void On_a_port_that_starts_with_TLS_the_roles_agree_as_well(string protocol)
    {
        var definition = Recordings.Protocol(protocol);
        var conversation = new MachineConversation();

        var isComplete = conversation.Run(
            definition.CreateClient(new ClientMachineOptions { Host = "localhost", ImplicitTls = true }),
            definition.CreateServer(new ServerMachineOptions { ImplicitTls = true, AnswerInsideTls = true }));

        Assert.True(isComplete, $"{conversation.Client!.Failure} {conversation.Server!.Failure}");
    }

    [Theory]
    [InlineData("smtp", UpgradeOutcome.Unavailable)]
    [InlineData("smtp", UpgradeOutcome.Refused)]
    [InlineData("imap", UpgradeOutcome.Refused)]
    [InlineData("pop3", UpgradeOutcome.Unavailable)]
    [InlineData("pop3", UpgradeOutcome.Refused)]
    [InlineData("nntp", UpgradeOutcome.Unavailable)]
    [InlineData("nntp", UpgradeOutcome.Refused)]
    [InlineData("ldap", UpgradeOutcome.Unavailable)]
    [InlineData("ldap", UpgradeOutcome.Refused)]
    [InlineData("xmpp", UpgradeOutcome.Refused)]
    [InlineData("mysql", UpgradeOutcome.Refused)]
    [InlineData("submission", UpgradeOutcome.Unavailable)]
    [InlineData("lmtp", UpgradeOutcome.Unavailable)]
    [InlineData("lmtp", UpgradeOutcome.Refused)]
    [InlineData("managesieve", UpgradeOutcome.Unavailable)]
    [InlineData("managesieve", UpgradeOutcome.Refused)]
    [InlineData("ftp", UpgradeOutcome.NotOffered)]
    [InlineData("ftp", UpgradeOutcome.Unavailable)]
    [InlineData("ftp", UpgradeOutcome.Refused)]
    [InlineData("irc", UpgradeOutcome.NotOffered)]
    [InlineData("irc", UpgradeOutcome.Refused)]
    [InlineData("telnet", UpgradeOutcome.Refused)]
    [InlineData("http", UpgradeOutcome.NotOffered)]
    [InlineData("http", UpgradeOutcome.Unavailable)]
    [InlineData("http", UpgradeOutcome.Refused)]
    [InlineData("xmpp-server", UpgradeOutcome.Refused)]
    [InlineData("nats", UpgradeOutcome.Unavailable)]
    [InlineData("nats", UpgradeOutcome.Refused)]
    [InlineData("nut", UpgradeOutcome.NotOffered)]
    [InlineData("nut", UpgradeOutcome.Refused)]
    [InlineData("mtqp", UpgradeOutcome.NotOffered)]
    [InlineData("mtqp", UpgradeOutcome.Unavailable)]
    [InlineData("mtqp", UpgradeOutcome.Refused)]
    [InlineData("mupdate", UpgradeOutcome.NotOffered)]
    [InlineData("mupdate", UpgradeOutcome.Refused)]
    [InlineData("acap", UpgradeOutcome.NotOffered)]
    [InlineData("acap", UpgradeOutcome.Unavailable)]
    [InlineData("acap", UpgradeOutcome.Refused)]
    [InlineData("http-connect", UpgradeOutcome.NotOffered)]
    [InlineData("http-connect", UpgradeOutcome.Unavailable)]
    [InlineData("http-connect", UpgradeOutcome.Refused)]
    [InlineData("socks5", UpgradeOutcome.NotOffered)]
    [InlineData("socks5", UpgradeOutcome.Unavailable)]
    [InlineData("socks5", UpgradeOutcome.Refused)]
    [InlineData("postgres", UpgradeOutcome.NotOffered)]
    [InlineData("postgres", UpgradeOutcome.Refused)]
    [InlineData("amqp", UpgradeOutcome.NotOffered)]
    [InlineData("vnc", UpgradeOutcome.Refused)]
    [InlineData("rdp", UpgradeOutcome.Unavailable)]
    [InlineData("rdp", UpgradeOutcome.Refused)]
    [InlineData("tds", UpgradeOutcome.NotOffered)]
    [InlineData("tds", UpgradeOutcome.Refused)]
    [InlineData("nbd", UpgradeOutcome.NotOffered)]
    [InlineData("nbd", UpgradeOutcome.Unavailable)]
    [InlineData("nbd", UpgradeOutcome.Refused)]
    [InlineData("onc-rpc", UpgradeOutcome.NotOffered)]
    [InlineData("onc-rpc", UpgradeOutcome.Unavailable)]
    [InlineData("onc-rpc", UpgradeOutcome.Refused)]
    [InlineData("pcep", UpgradeOutcome.NotOffered)]
    [InlineData("pcep", UpgradeOutcome.Refused)]
    public void A_server_that_was_told_to_refuse_says_so_and_the_client_understands(string protocol, UpgradeOutcome refusal)
    {
        var definition = Recordings.Protocol(protocol);
        var conversation = new MachineConversation();

        var isComplete = conversation.Run(
            definition.CreateClient(new ClientMachineOptions { Host = "localhost" }),
            definition.CreateServer(new ServerMachineOptions { Refusal = () => refusal }));

        Assert.False(isComplete);
        Assert.Equal(refusal, conversation.Client!.Failure?.Outcome);
    }

    [Fact]
    public void An_IMAP_server_that_was_told_to_refuse_does_not_greet_a_client_as_signed_in()
    {
        var recorder = new TranscriptRecorder();
        var definition = Recordings.Protocol("imap");

        new MachineConversation().Run(
            definition.CreateClient(new ClientMachineOptions { Host = "localhost", Observer = recorder }),
            definition.CreateServer(new ServerMachineOptions { Refusal = () => UpgradeOutcome.Refused }));

        Assert.StartsWith("* OK ", System.Text.Encoding.ASCII.GetString(recorder.Lines[0].Octets.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_and_message_ids_are_never_foreseeable()
    {
        var tags = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var recorder = new TranscriptRecorder();
            var conversation = new MachineConversation();
            var definition = Recordings.Protocol("imap");
            conversation.Run(
                definition.CreateClient(new ClientMachineOptions { Host = "localhost", Observer = recorder }),
                definition.CreateServer(new ServerMachineOptions { AnswerInsideTls = true }));
            foreach (var line in recorder.Lines.Where(line => line.Kind == TranscriptLineKind.Client))
                Assert.True(tags.Add(System.Text.Encoding.ASCII.GetString(line.Octets.Span).Split(' ')[0]), "A tag came twice.");
        }

        Assert.Equal(300, tags.Count);
    }

    private static bool Run(MachineConversation conversation, string protocol)
    {
        var definition = Recordings.Protocol(protocol);
        return conversation.Run(
            definition.CreateClient(new ClientMachineOptions { Host = "localhost" }),
            definition.CreateServer(new ServerMachineOptions { AnswerInsideTls = true }));
    }
}
