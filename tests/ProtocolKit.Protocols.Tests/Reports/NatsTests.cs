using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>NATS, as its servers and clients speak.</summary>
public sealed class NatsTests
{
    private const string Required = "INFO {\"tls_required\":true}\r\n";
    private const string TlsRequired = "-ERR 'Secure Connection - TLS Required'\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        { [Required, Script.Tls], Script.Secured },
        { ["INFO {\"tls_available\":true} \r\n", Script.Tls], Script.Secured },
        { ["info\t{ \"tls_required\" : false , \"tls_available\" : true }\n", Script.Tls], Script.Secured },
        { ["INFO {\"tls_required\":true,\"tls_required\":false}\r\n", Script.Tls], Script.Secured },

        // Members in any order, of any kind, nested and with anything in their strings.
        {
            [
                "INFO {\"server_id\":\"N\\\"}\\\\\",\"tls_required\":true,\"urls\":[\"a:4222\",\"[::1]:4222\"],\"x\":{\"y\":[1],\"z\":null}}\r\n",
                Script.Tls,
            ],
            Script.Secured
        },
        {
            [
                "INFO {\"server_name\":\"\u00c3\u00bc\",\"f\":-1.5e+10,\"e\":[],\"o\":{},\"tls_required\":true,\"nonce\":\"a\"}\r\n",
                Script.Tls,
            ],
            Script.Secured
        },

        // No TLS.
        { ["INFO {}\r\n"], "NotOffered" },
        { ["INFO {\"tls_required\":false,\"tls_available\":false}\r\n"], "NotOffered" },
        { ["INFO {\"server_name\":\"\\\"tls_required\\\":true\"}\r\n"], "NotOffered" },
        { ["INFO {\"x\":{\"tls_required\":true}}\r\n"], "NotOffered" },
        { ["INFO {\"tls_required\":\"true\",\"tls_verify\":true}\r\n"], "NotOffered" },

        // Refusals, and what is no INFO.
        { ["-ERR 'maximum connections exceeded'\r\n"], "Unavailable" },
        { ["-ERR 'Server Shutdown'\r\n"], "Unavailable" },
        { ["-ERR 'Authorization Violation'\r\n"], "Refused" },
        { ["-ERR\r\n"], "Refused" },
        { ["INFO {\"tls_required\":true\r\n"], "Violation" },
        { ["+OK\r\n"], "Violation" },
        { [Script.Tls, "INFO {\"server_id\":\"N\"}\r\n"], Script.Secured },
        { [Script.Tls, Required], Script.Secured },
    };

    /// <summary>What the client says, what the server answers, and whether it closes.</summary>
    public static TheoryData<string, string, bool> Clients => new()
    {
        { "PING\r\n", "PONG\r\n", false },
        { "ping \n", "PONG\r\n", false },
        { "CONNECT {\"verbose\":false}\r\nPING\r\n", TlsRequired, true },
        { "SUB a 1\r\n", TlsRequired, true },
        { "FOO\r\n", "-ERR 'Unknown Protocol Operation'\r\n", true },
        { "GET / HTTP/1.1\r\n", "-ERR 'Unknown Protocol Operation'\r\n", true },
        { "\0\r\n", "-ERR 'Parser Error'\r\n", true },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("nats", turns));

    [Fact]
    public void A_client_that_can_do_without_TLS_goes_on_with_a_server_that_has_none()
    {
        Assert.True(Talk.WithClient("nats").Says("INFO {}\r\n").Machine.Failure?.MayGoOnInClear);
        Assert.False(Talk.WithClient("nats").Says("-ERR 'Authorization Violation'\r\n").Machine.Failure?.MayGoOnInClear);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string said, string answer, bool closes)
    {
        var talk = Talk.WithServer("nats");

        Assert.StartsWith("INFO {\"server_id\":\"localhost\",", talk.Said, StringComparison.Ordinal);
        Assert.Equal(answer, talk.Says(said).Said);
        Assert.Equal(closes ? UpgradeAction.Fail : UpgradeAction.Receive, talk.Machine.NextAction);
    }

    [Fact]
    public void A_server_that_serves_clients_without_TLS_does_not_demand_it()
    {
        var definition = Recordings.Protocol("nats");
        var parameters = definition.CreateServerParameters();
        parameters.SetValue("tls-member", "tls_available");

        var talk = Talk.WithServer(definition, new ServerMachineOptions { Parameters = parameters, MayStayInClear = true });

        Assert.Contains("\"tls_available\":true", talk.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("tls_required", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeAction.StayInClear, talk.Says("CONNECT {}\r\n").Machine.NextAction);
    }

    [Fact]
    public void What_the_server_tells_of_itself_is_found_by_name()
    {
        var octets = "INFO {\"server_id\":\"N\", \"tls_required\" : true,\"max_payload\":1048576,\"connect_urls\":[\"a\",\"b\"]}\r\n"u8;

        Assert.Equal(OperationStatus.Done, Nats.Info.TryParse(octets, out var info, out _));
        Assert.True(info.Facts.TryFind("max_payload"u8, out var payload));
        Assert.True(info.Facts.TryFind("connect_urls"u8, out var addresses));

        Assert.Equal("1048576", Encoding.ASCII.GetString(payload.Value));
        Assert.Equal("[\"a\",\"b\"]", Encoding.ASCII.GetString(addresses.Value));
    }
}
