using System.Security.Authentication;
using ProtocolKit.Protocols;
using ProtocolKit.Testing.Snapshots;

namespace ProtocolKit.Testing.Tests;

public sealed class LoopbackTests
{
    public static TheoryData<string> Names => [.. AllProtocols.Definitions.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_roles_of_every_protocol_upgrade_within_the_process(string name)
    {
        var protocol = Protocol(name);

        await using var pair = await LoopbackPair.UpgradeAsync<SecureConnection>(protocol, new LoopbackOptions { Host = "mail.example" });

        await pair.Client.Stream.WriteAsync("inside"u8.ToArray());
        var octets = new byte[6];
        await pair.Server.Stream.ReadExactlyAsync(octets);
        Assert.Equal("inside"u8, octets);
        Assert.True(pair.Client.Tls.Protocol >= SslProtocols.Tls12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_they_say_replays_against_both_roles(string name)
    {
        var protocol = Protocol(name);
        await using var pair = await LoopbackPair.UpgradeAsync<SecureConnection>(protocol);

        var dialogue = Assert.Single(Transcript.Parse(SnapshotText.OfDialogue(pair.Dialogue)).Sections);

        Assert.True(Replay.Client(protocol, dialogue).IsConsistent);
        Assert.True(Replay.Server(protocol, dialogue).IsConsistent);
    }

    [Fact]
    public async Task The_connection_has_the_type_of_the_protocol_and_what_it_learned_inside()
    {
        await using var pair = await LoopbackPair.UpgradeAsync<Smtp.Connection>(Smtp.Definition);

        Assert.True(pair.Client.HasFeatures);
    }

    [Fact]
    public async Task The_connection_of_another_protocol_is_an_argument_exception() =>
        await Assert.ThrowsAsync<ArgumentException>(() => LoopbackPair.UpgradeAsync<Imap.Connection>(Smtp.Definition));

    [Fact]
    public async Task A_role_that_fails_ends_both()
    {
        foreach (var options in new[]
        {
            new LoopbackOptions { ServerParameters = new Imap.ServerParameters() },
            new LoopbackOptions { ClientParameters = new Imap.ClientParameters() },
            new LoopbackOptions { Host = "not a name" },
        })
        {
            var upgrade = LoopbackPair.UpgradeAsync<Smtp.Connection>(Smtp.Definition, options);
            await Assert.ThrowsAsync<ArgumentException>(() => upgrade.WaitAsync(TimeSpan.FromMinutes(1)));
        }
    }

    [Fact]
    public void The_labels_of_a_message_are_lines()
    {
        var text = SnapshotText.OfLabels(Smtp.Definition, "features", "250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n"u8);

        Assert.Equal("server-name: mail.example\n1. capability: SIZE\n1. argument: 1000\n1. param: 1000\n2. capability: STARTTLS\n", text);
    }

    [Fact]
    public void The_generated_code_is_that_of_the_grammar() =>
        Assert.Contains("public sealed partial class Smtp", SnapshotText.OfGeneratedCode(Smtp.Definition), StringComparison.Ordinal);

    [Fact]
    public void What_a_caller_catches_and_receives_can_be_made()
    {
        var exception = new UpgradeException("no TLS", UpgradeOutcome.NotOffered) { Step = UpgradeStep.Request };
        var tls = new TlsInfo { Protocol = SslProtocols.Tls13, CipherSuite = System.Net.Security.TlsCipherSuite.TLS_AES_128_GCM_SHA256 };

        Assert.Equal((UpgradeOutcome.NotOffered, "Connect"), (exception.Outcome, exception.State));
        Assert.Equal(SslProtocols.Tls13, tls.Protocol);
        Assert.Throws<ArgumentException>(() => new UpgradeException("TLS", UpgradeOutcome.Secured));
    }

    private static ProtocolDefinition Protocol(string name) => AllProtocols.Definitions.Single(protocol => protocol.Name == name);
}
