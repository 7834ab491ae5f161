using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests;

public sealed class WireLogTests : IDisposable
{
    private readonly FakeLoggerProvider _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task A_client_logs_the_dialogue_up_to_TLS_and_nothing_from_inside()
    {
        await UpgradeAsync("pop3");

        Assert.Equal(
            [
                "S: +OK localhost ready", "C: CAPA", "S: +OK", "S: STLS", "S: .", "C: STLS", "S: +OK Begin TLS negotiation",
                    "-- TLS starts",
                "-- TLS 1.3, TLS_AES_256_GCM_SHA384; what is said inside is not logged",
            ],
            Wire(UpgradeRole.Client));
    }

    [Fact]
    public async Task A_server_logs_the_same_dialogue()
    {
        await UpgradeAsync("pop3");

        Assert.Equal(Wire(UpgradeRole.Client), Wire(UpgradeRole.Server));
    }

    [Fact]
    public async Task Octets_that_are_no_text_are_escaped()
    {
        await UpgradeAsync("postgres");

        Assert.Equal(["C: \\x00\\x00\\x00\\x08\\x04\\xd2\\x16/", "S: S"], Wire(UpgradeRole.Server).Take(2));
    }

    [Fact]
    public void What_the_grammar_does_not_know_of_a_client_is_told_by_name_and_length()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var machine = Recordings.Protocol("imap").CreateServer(new ServerMachineOptions { Observer = new WireLog(writer) });
        foreach (var said in (string[])["a CAPABILITY\r\n", "a LOGIN alice hunter2\r\n", "hunter2 x\r\n", "b CAPABILITY\r\n", "\0\r\n"])
        {
            while (machine.NextAction == UpgradeAction.Send)
                machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
            machine.Receive(System.Text.Encoding.ASCII.GetBytes(said), out _);
        }

        machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
        Assert.Equal(
            """
            S: * OK localhost ready
            C: a CAPABILITY
            S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED
            S: a OK Completed
            C: (login: 23 octets, not shown)
            S: (private: 43 octets, not shown)
            C: (unknown: 11 octets, not shown)
            S: (bad: 60 octets, not shown)
            C: b CAPABILITY
            S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED
            S: (ok: 16 octets, not shown)
            S: * BYE Syntax error
            -- Violation in state ExpectCommand: received 3 octets, not shown, expected command("CAPABILITY"), or command("STARTTLS"), or command("NOOP"), or command("LOGOUT"), or id, or login, or proper, or unknown, or arguments.

            """,
            writer.ToString());
    }

    [Fact]
    public void Answers_that_repeat_nothing_are_shown()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var machine = Recordings.Protocol("pop3").CreateServer(new ServerMachineOptions { Observer = new WireLog(writer) });
        foreach (var said in (string[])["PASS hunter2\r\n", "QUIT\r\n"])
        {
            machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
            machine.Receive(System.Text.Encoding.ASCII.GetBytes(said), out _);
        }

        Assert.Equal(
            """
            S: +OK localhost ready
            C: (proper: 14 octets, not shown)
            S: -ERR Must issue an STLS command first
            C: QUIT

            """,
            writer.ToString());
    }

    [Fact]
    public void A_client_shows_what_the_server_said_instead()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var machine = Recordings.Protocol("pop3")
            .CreateClient(new ClientMachineOptions { Host = "localhost", Observer = new WireLog(writer) });
        machine.Receive("220 ready\r\n"u8, out _);

        Assert.Equal(
            "-- Violation in state ExpectGreeting: received \"220 ready\\r\\n\", expected greeting, or not-now, or negative.\n",
                writer.ToString());
    }

    [Fact]
    public void A_failure_inside_TLS_has_the_number_of_what_was_said_before()
    {
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));
        var machine = Recordings.Protocol("pop3")
            .CreateServer(new ServerMachineOptions { AnswerInsideTls = true, Observer = new WireLog(loggers) });
        machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
        machine.Receive("STLS\r\n"u8, out _);
        machine.Send(new System.Buffers.ArrayBufferWriter<byte>());
        Assert.True(machine.StartTls([]));

        machine.TlsEstablished().EndOfStream([]);

        var records = _logs.Collector.GetSnapshot();
        Assert.Equal("-- Truncated inside TLS", records[^1].GetStructuredStateValue("Line"));
        Assert.Single(records.Select(record => record.GetStructuredStateValue("UpgradeId")).Distinct());
    }

    [Fact]
    public async Task The_callers_own_observer_sees_the_dialogue_too()
    {
        var recorder = new Testing.TranscriptRecorder();
        await UpgradeAsync("pop3", recorder);

        Assert.NotEmpty(Wire(UpgradeRole.Client));
        Assert.Equal("S: +OK localhost ready\\r\\n", recorder.Lines[0].ToString());
    }

    [Fact]
    public async Task Above_the_level_of_tracing_no_wire_log_is_kept()
    {
        await UpgradeAsync("pop3", least: LogLevel.Debug);

        Assert.NotEmpty(_logs.Collector.GetSnapshot());
        Assert.DoesNotContain(_logs.Collector.GetSnapshot(), record => record.Category == WireLog.Category);
    }

    private async Task UpgradeAsync(string protocol, UpgradeObserver? observer = null, LogLevel least = LogLevel.Trace)
    {
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(least).AddProvider(_logs));
        var definition = Recordings.Protocol(protocol);
        var (clientEnd, serverEnd) = new LoopbackPair();
        var upgrading = UpgradeClient.UpgradeAsync(
            definition, clientEnd, TestCertificates.Host,
                options: new() { CustomRoots = TestCertificates.Roots, LoggerFactory = loggers, Observer = observer });
        using var server = await UpgradeServer.AcceptAsync(
            definition, serverEnd, new() { Certificate = TestCertificates.Valid, AnswerInsideTls = true, LoggerFactory = loggers });
        using var client = await upgrading;
    }

    /// <summary>The lines of one role; its upgrade's number is that of its other records.</summary>
    private string[] Wire(UpgradeRole role)
    {
        var records = _logs.Collector.GetSnapshot();
        var id = records.First(record => record.Category == $"ProtocolKit.{role}").GetStructuredStateValue("UpgradeId");
        var wire = records.Where(record => record.Category == WireLog.Category && record.GetStructuredStateValue("UpgradeId") == id)
            .ToArray();
        Assert.All(wire, record => Assert.Equal(LogLevel.Trace, record.Level));
        return [.. wire.Select(record => record.GetStructuredStateValue("Line")!)];
    }
}
