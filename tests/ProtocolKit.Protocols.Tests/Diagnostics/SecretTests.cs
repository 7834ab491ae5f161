using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What a client says too early, such as a password before TLS, stays out of whatever a server keeps.</summary>
public sealed class SecretTests
{
    private const string Secret = "hunter2correcthorse";

    private static readonly string Encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes("\0alice\0" + Secret));

    public static TheoryData<string> Protocols => [.. AllProtocols.Definitions.Select(definition => definition.Name)];

    /// <summary>What clients of any protocol say, to servers of every protocol.</summary>
    private static IReadOnlyList<string> Premature =>
    [
        $"{Secret}\r\n",
        $"{Secret}",
        $"\0{Secret}\xff\r\n",
        $"{Secret} x\r\n",
        $"{Secret} NOOP\r\n",
        $"AUTH PLAIN {Encoded}\r\n",
        $"EHLO client\r\nAUTH LOGIN\r\n{Encoded}\r\nQUIT\r\n",
        $"EHLO client\r\nNOOP {Secret}\r\nSTARTTLS {Secret}\r\nSTARTTLS\r\nAUTH PLAIN {Encoded}\r\n",
        $"a LOGIN alice {Secret}\r\nb AUTHENTICATE PLAIN {Encoded}\r\nc LOGOUT\r\n",
        $"a CAPABILITY\r\nb STARTTLS\r\nc LOGIN alice {Secret}\r\n",
        $"USER alice\r\nPASS {Secret}\r\nAPOP alice {Secret}\r\nQUIT\r\n",
        $"STLS\r\nPASS {Secret}\r\n",
        $"AUTHINFO USER alice\r\nAUTHINFO PASS {Secret}\r\nSTARTTLS\r\nAUTHINFO PASS {Secret}\r\n",
        $"AUTH TLS {Secret}\r\nPASS {Secret}\r\nAUTH TLS\r\nPASS {Secret}\r\n",
        $"PASS {Secret}\r\nNICK alice\r\nOPER alice {Secret}\r\nSTARTTLS\r\nPASS {Secret}\r\n",
        $"LHLO client\r\nAUTH PLAIN {Encoded}\r\n",
        $"AUTHENTICATE \"PLAIN\" \"{Encoded}\"\r\nSTARTTLS\r\nAUTHENTICATE \"PLAIN\" \"{Encoded}\"\r\n",
        $"OPTIONS * HTTP/1.1\r\nAuthorization: Basic {Encoded}\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\nGET / HTTP/1.1\r\nCookie: {Secret}\r\n\r\n",
        $"GET /?password={Secret} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        $"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' password='{Secret}' version='1.0'>",
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>"
            + $"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{Encoded}</auth>",
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>"
            + $"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><auth>{Secret}</auth>",
        $"\x30{(char)(7 + 2 + Secret.Length + 5)}\x02\x01\x01\x60{(char)(9 + Secret.Length)}\x02\x01\x03\x04\x02cn\x80{(char)Secret.Length}{Secret}",
        $"\x30\x1d\x02\x01\x01\x77\x18\x80\x16" + $"1.3.6.1.4.1.1466.20037{Secret}",
        Postgres($"\0\x03\0\0user\0alice\0password\0{Secret}\0\0"),
        $"\0\0\0\x08\x04\xd2\x16\x2f" + $"p\0\0\0\x20{Secret}\0",
        $"{(char)(32 + 6 + Secret.Length)}\0\0\x01\x85\xa6\x03\0\0\0\0\x01\x2d{new string('\0', 23)}alice\0{Secret}",
        $"\x20\0\0\x01\x05\xae\x03\0\0\0\0\x01\x2d{new string('\0', 23)}{Secret}",
    ];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task It_is_in_no_log_no_failure_and_no_span(string protocol)
    {
        foreach (var said in Premature)
        {
            Check(protocol, said, await ServeAsync(protocol, said, piece: int.MaxValue));
            Check(protocol, said, await ServeAsync(protocol, said, piece: 1));
        }
    }

    [Fact]
    public async Task What_is_checked_is_not_empty()
    {
        var kept = await ServeAsync("smtp", $"EHLO client\r\nAUTH PLAIN {Encoded}\r\n", int.MaxValue);

        Assert.Contains(kept, text => text.Contains("C: EHLO client", StringComparison.Ordinal));
        Assert.Contains(kept, text => text.Contains($"C: (proper: {Encoded.Length + 13} octets, not shown)", StringComparison.Ordinal));
        Assert.Contains(kept, text => text.Contains("closed the connection in state ExpectCommand", StringComparison.Ordinal));
        Assert.Contains(kept, text => text == "truncated");
    }

    /// <summary>Protocols whose client says a password before TLS, its parameters, and what the server says, turn by turn.</summary>
    public static TheoryData<string, string[], string[]> Logins => new()
    {
        { "http-connect", ["authorization", "Basic " + Encoded], ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"] },
        { "socks5", ["login-name", "alice", "login-password", Secret], ["\x05\x02", "\x01\x01"] },
    };

    [Theory]
    [MemberData(nameof(Logins))]
    public void A_login_that_stands_before_TLS_is_in_no_log_of_the_client_s(string protocol, string[] settings, string[] turns)
    {
        using var writer = new StringWriter();
        var definition = Recordings.Protocol(protocol);
        var parameters = definition.CreateClientParameters();
        foreach (var setting in settings.Chunk(2))
            parameters.SetValue(setting[0], setting[1]);
        var options = new ClientMachineOptions { Host = "localhost", Parameters = parameters, Observer = new WireLog(writer) };

        var talk = Talk.WithClient(definition, options);
        foreach (var turn in turns)
            talk.Says(turn);

        Assert.Equal(UpgradeOutcome.Refused, talk.Machine.Failure?.Outcome);
        Assert.Contains("octets, not shown)", writer.ToString(), StringComparison.Ordinal);
        Check(protocol, "", [writer.ToString(), $"{talk.Machine.Failure}"]);
    }

    private static void Check(string protocol, string said, IReadOnlyList<string> kept)
    {
        foreach (var text in kept)
        {
            Assert.False(
                text.Contains(Secret, StringComparison.OrdinalIgnoreCase) || text.Contains(Encoded, StringComparison.Ordinal),
                $"{protocol}, told \"{EscapedText.Escape(Encoding.Latin1.GetBytes(said))}\", keeps: {text}");
        }
    }

    /// <summary>Serves a client that says something and leaves.</summary>
    /// <returns>All that is kept of it.</returns>
    private static async Task<IReadOnlyList<string>> ServeAsync(string protocol, string said, int piece)
    {
        using var writer = new StringWriter();
        using var logs = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var spans = new List<Activity>();
        using var parent = new Activity("test").Start();
        using var listener = Listen(parent, spans);
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (clientEnd)
        {
            var accepting = UpgradeServer.AcceptAsync(Recordings.Protocol(protocol), serverEnd, new()
            {
                Certificate = TestCertificates.Valid, LoggerFactory = loggers, Observer = new WireLog(writer),
            });
            await SayAsync(clientEnd, said, piece);
            clientEnd.Dispose();
            var failure = await Assert.ThrowsAsync<UpgradeException>(() => accepting);
            return
            [
                writer.ToString(),
                failure.ToString(),
                failure.ServerText,
                $"{failure.Failure}",
                .. logs.Collector.GetSnapshot()
                    .SelectMany(record => record.StructuredState!.Select(entry => entry.Value ?? "").Append(record.Message)),
                .. spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.StatusDescription ?? "")),
            ];
        }
    }

    private static async Task SayAsync(LoopbackStream stream, string said, int piece)
    {
        try
        {
            foreach (var octets in Encoding.Latin1.GetBytes(said).Chunk(Math.Min(piece, said.Length)))
                await stream.WriteAsync(octets);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The server has hung up.
        }
    }

    private static ActivityListener Listen(Activity parent, List<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ProtocolKit",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.ParentSpanId == parent.SpanId)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Postgres(string content) => $"\0\0\0{(char)(content.Length + 4)}{content}";
}
