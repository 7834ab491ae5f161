using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>A value is kept as long as anything repeats it, whatever that is.</summary>
public sealed class KeptValueTests
{
    [Theory]
    [InlineData("C: \"NOOP\" CRLF  S: \"OK\" SP $id CRLF", "NOOP\r\n", "OK abcd\r\n")]
    [InlineData("C: ...  S: \"WHAT\" SP $id CRLF", "\r\n", "WHAT abcd\r\n")]
    public void A_server_repeats_it_in_answers_to_what_may_be_said_at_any_time(string anyTime, string said, string answer)
    {
        var protocol = Invented.Compile($"""
            protocol invented
            port 7
            parameter id : 4ALPHA = "none"
            hi = "HI" SP id:4ALPHA CRLF
            req = "REQ" CRLF
            ok = "YES" CRLF
            dialogue
            C: hi
            S: ok
            C: req
            S: ok
            TLS
            any time
            {anyTime}
            """, mayHave: "PK043");
        var server = protocol.CreateServer(new ServerMachineOptions());
        Assert.Equal("YES\r\n", Answer(server, "HI abcd\r\n"));

        Assert.Equal(answer, Answer(server, said));
    }

    [Fact]
    public void A_client_repeats_it_in_answers_to_what_may_be_said_at_any_time()
    {
        var protocol = Invented.Compile("""
            protocol invented
            port 7
            parameter id : 4ALPHA = "none"
            hi = "HI" SP id:4ALPHA CRLF
            req = "REQ" CRLF
            ok = "YES" CRLF
            dialogue
            S: hi
            C: "ASK" CRLF
            S: ok
            C: req
            S: ok
            TLS
            any time
            S: "PING" CRLF  C: "PONG" SP $id CRLF
            """, mayHave: "PK043");
        var client = protocol.CreateClient(new ClientMachineOptions { Host = "localhost" });
        Assert.Equal("ASK\r\n", Answer(client, "HI abcd\r\n"));

        Assert.Equal("PONG abcd\r\n", Answer(client, "PING\r\n"));
    }

    [Fact]
    public void A_client_repeats_it_where_TLS_starts_with_the_first_octet_alone()
    {
        var protocol = Invented.Compile("""
            protocol invented
            port 7
            tls 8
            parameter id : 4ALPHA = "none"
            hi = "HI" SP id:4ALPHA CRLF
            req = "REQ" SP $id CRLF
            ok = "YES" CRLF
            dialogue
            C: "START" CRLF
            S: ok
            TLS
            dialogue from tls
            S: hi
            C: req
            S: ok
            """, mayHave: "PK043");
        var client = protocol.CreateClient(new ClientMachineOptions { Host = "localhost", ImplicitTls = true });
        Assert.True(client.StartTls([]));

        Assert.Equal("REQ abcd\r\n", Answer(client.TlsEstablished(), "HI abcd\r\n"));
    }

    private static string Answer(UpgradeMachine machine, string said)
    {
        machine.Receive(Encoding.ASCII.GetBytes(said), out _);
        var output = new ArrayBufferWriter<byte>();
        machine.Send(output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
