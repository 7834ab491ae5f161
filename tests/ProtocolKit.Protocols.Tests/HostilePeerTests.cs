using System.Buffers;
using System.Text;
using CsCheck;
using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Recorded dialogues that someone has tampered with.</summary>
public sealed class HostilePeerTests
{
    private const int Mutations = 40;

    public static TheoryData<string> Files =>
        ["postfix-smtp", "dovecot-imap", "dovecot-pop3", "inn-nntp", "slapd-ldap", "prosody-xmpp-c2s", "mariadb-mysql", "postgres-postgres",
        "dovecot-lmtp", "dovecot-sieve", "proftpd-ftp", "inspircd-irc", "prosody-xmpp-s2s",
        "azure-amqp", "tigervnc-vnc-vencrypt", "xrdp-rdp",
        "nats-nats", "nut-upsd", "cyrus-mupdate", "tinyproxy-http-connect", "microsocks-socks5", "dante-socks5",
        "rfc2595-acap", "rfc3887-mtqp", "mstds-tds", "nbd-server-nbd", "rfc9289-onc-rpc", "rfc8253-pcep"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Octets_behind_the_answer_that_starts_TLS_fail_the_client_before_TLS(string file)
    {
        foreach (var section in Recordings.Read(file).Sections.Where(section => section.ReachesTls))
        {
            var honest = Replay.Client(Recordings.ProtocolOf(file), section).Result;
            if (honest.End is not (ReplayEnd.Secured or ReplayEnd.TlsStarted))
                continue;
            foreach (var injected in (string[])["X", "\r\n", "250 injected\r\n", "<features/>", "\x16\x03\x01"])
            {
                var report = Replay.Client(Recordings.ProtocolOf(file), Tamper(section, injected));

                Assert.Equal(ReplayEnd.Failed, report.Result.End);
                Assert.True(report.Result.Outcome is UpgradeOutcome.Leftover or UpgradeOutcome.Violation, report.ToString());
                Assert.True(report.IsConsistent, report.ToString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void However_a_servers_octets_are_changed_the_client_ends_alike_however_they_are_cut(string file) =>
        Mutate(file, TranscriptLineKind.Server, section => Replay.Client(Recordings.ProtocolOf(file), section));

    [Theory]
    [MemberData(nameof(Files))]
    public void However_a_clients_octets_are_changed_the_server_ends_alike_however_they_are_cut(string file) =>
        Mutate(file, TranscriptLineKind.Client, section => Replay.Server(Recordings.ProtocolOf(file), section));

    [Theory]
    [InlineData("smtp", "250-")]
    [InlineData("smtp", "220 ")]
    [InlineData("imap", "* OK ")]
    [InlineData("pop3", "+OK ")]
    [InlineData("nntp", "200 ")]
    [InlineData("ftp", "220-")]
    [InlineData("managesieve", "\"a\" {3}\r\n")]
    [InlineData("irc", ":server NOTICE * :")]
    [InlineData("nats", "INFO {\"a\":\"")]
    [InlineData("nut", "ERR ")]
    [InlineData("mtqp", "+OK/MTQP ")]
    [InlineData("mupdate", "* AUTH ")]
    [InlineData("acap", "* ACAP (")]
    [InlineData("http-connect", "HTTP/1.1 200 ")]
    [InlineData("xmpp", "<stream:stream xmlns='")]
    public void A_message_without_end_is_a_violation_at_the_limit(string protocol, string beginning)
    {
        var machine = Recordings.Protocol(protocol).CreateClient(new ClientMachineOptions { Host = "localhost" });
        if (machine.NextAction == UpgradeAction.Send)
            machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
        var octets = new byte[machine.MaxMessageOctets];
        Array.Fill(octets, (byte)'a');
        System.Text.Encoding.ASCII.GetBytes(beginning).CopyTo(octets, 0);

        var status = machine.Receive(octets, out _);

        Assert.Equal(System.Buffers.OperationStatus.InvalidData, status);
        Assert.Equal(UpgradeOutcome.Violation, machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData(80, OperationStatus.Done)]
    [InlineData(90, OperationStatus.InvalidData)]
    public void A_parser_takes_no_message_over_its_limit(int lines, OperationStatus expected)
    {
        var reply = string.Concat(Enumerable.Repeat($"250-{new string('x', 94)}\r\n", lines)) + "250 HELP\r\n";

        Assert.Equal(expected, Smtp.Features.TryParse(Encoding.ASCII.GetBytes(reply), out _, out _));
    }

    [Fact]
    public void More_lines_than_the_limit_allows_are_a_violation()
    {
        var machine = Recordings.Protocol("smtp").CreateClient(new ClientMachineOptions { Host = "localhost" });
        var greeting = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("220-x\r\n", 200)) + "220 x\r\n");

        Assert.Equal(System.Buffers.OperationStatus.InvalidData, machine.Receive(greeting, out _));
        Assert.Equal(UpgradeOutcome.Violation, machine.Failure?.Outcome);
    }

    [Fact]
    public void An_answer_with_another_tag_is_a_violation()
    {
        var machine = Recordings.Protocol("imap").CreateClient(new ClientMachineOptions { Host = "localhost" });
        machine.Receive("* OK ready\r\n"u8, out _);
        machine.Send(new System.Buffers.ArrayBufferWriter<byte>());

        Assert.Equal(System.Buffers.OperationStatus.InvalidData, machine.Receive("RUBY0001 OK done\r\n"u8, out _));
        Assert.Equal(UpgradeOutcome.Violation, machine.Failure?.Outcome);
        Assert.Equal("RUBY0001 OK done\\r\\n", machine.Failure?.Received);
    }

    [Fact]
    public void An_answer_before_the_question_is_a_violation()
    {
        var machine = Recordings.Protocol("smtp").CreateClient(new ClientMachineOptions { Host = "localhost" });
        var received = "220 ready\r\n250-x\r\n250 STARTTLS\r\n"u8;
        machine.Receive(received, out var consumed);

        Assert.True(machine.NothingMayBeUnread);
        Assert.Equal(System.Buffers.OperationStatus.InvalidData, machine.ReceiveUnasked(received[consumed..], out _));
        Assert.Equal(UpgradeOutcome.Violation, machine.Failure?.Outcome);
    }

    /// <summary>An octet of the answer is not that of the client's number, but in one of 256 runs.</summary>
    [Fact]
    public void A_number_that_the_client_happens_to_draw_makes_no_difference()
    {
        var section = Recordings.Read("rfc9289-onc-rpc").Sections[0];
        var answer = section.Lines.Select((line, index) => (line, index)).First(item => item.line.Kind == TranscriptLineKind.Server).index;
        var changed = Change(section, answer, octets => [.. octets[..4], (byte)'*', .. octets[5..]]);

        for (var i = 0; i < 400; i++)
        {
            var report = Replay.Client(Recordings.ProtocolOf("rfc9289-onc-rpc"), changed);
            Assert.True(report.IsConsistent, report.ToString());
        }
    }

    private static void Mutate(string file, TranscriptLineKind kind, Func<TranscriptSection, ReplayReport> replay)
    {
        foreach (var section in Recordings.Read(file).Sections)
        {
            var lines = section.Lines.Select((line, index) => (line, index))
                .Where(item => item.line.Kind == kind && item.line.Octets.Length > 0).Select(item => item.index).ToArray();
            if (lines.Length == 0)
                continue;
            Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 10_000], Gen.Byte, Gen.Int[0, 3]).Sample(
                change =>
                {
                    var (index, place, octet, how) = change;
                    var line = lines[index];
                    var report = replay(Change(section, line, octets => Changed(octets, place % octets.Length, octet, how)));
                    Assert.True(report.IsConsistent, report.ToString());
                },
                iter: Mutations, threads: 1);
        }
    }

    private static byte[] Changed(byte[] octets, int place, byte octet, int how) => how switch
    {
        0 => [.. octets[..place], octet, .. octets[(place + 1)..]],
        1 => [.. octets[..place], octet, .. octets[place..]],
        2 => [.. octets[..place], .. octets[(place + 1)..]],
        _ => octets[..place],
    };

    /// <summary>Puts octets behind what the server said last before TLS.</summary>
    private static TranscriptSection Tamper(TranscriptSection section, string injected)
    {
        var last = section.BeforeTls.Count() - 1;
        while (section.Lines[last].Kind != TranscriptLineKind.Server)
            last--;
        return Change(section, last, octets => [.. octets, .. System.Text.Encoding.Latin1.GetBytes(injected)]);
    }

    private static TranscriptSection Change(TranscriptSection section, int line, Func<byte[], byte[]> change)
    {
        var lines = section.Lines.ToArray();
        lines[line] = lines[line] with { Octets = change(lines[line].Octets.ToArray()) };
        return section with { Lines = lines };
    }
}
