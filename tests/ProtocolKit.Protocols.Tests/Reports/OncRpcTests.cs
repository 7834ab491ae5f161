namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>ONC RPC, as its servers and clients speak.</summary>
public sealed class OncRpcTests
{
    private const string Xid = "\u0001\u0002\u0003\u0004";

    private static string Number(uint number) =>
        $"{(char)(number >> 24)}{(char)(byte)(number >> 16)}{(char)(byte)(number >> 8)}{(char)(byte)number}";

    private static string Numbers(params uint[] numbers) => string.Concat(numbers.Select(Number));

    private static string Record(string contents) => Number(0x80000000 | (uint)contents.Length) + contents;

    /// <summary>A record in fragments, of which the first has so many octets and the others four.</summary>
    private static string Fragments(string contents, int first)
    {
        var text = Number((uint)first) + contents[..first];
        for (var at = first; at + 4 < contents.Length; at += 4)
            text += Number(4) + contents[at..(at + 4)];
        var last = contents[(first + (contents.Length - first - 1) / 4 * 4)..];
        return text + Number(0x80000000 | (uint)last.Length) + last;
    }

    private static string Call(uint version, uint procedure, uint flavor, string rest) =>
        Xid + Numbers(0, version, 100003, 4, procedure, flavor) + rest;

    private static string Answer(Talk client, string reply) => client.Said[4..8] + reply;

    [Fact]
    public void A_client_asks_with_a_NULL_call_of_AUTH_TLS()
    {
        var said = Talk.WithClient("onc-rpc", ("program", "100005"), ("version", "3")).Said;

        Assert.Equal(Number(0x80000028), said[..4]);
        Assert.Equal(Numbers(0, 2, 100005, 3, 0, 7, 0, 0, 0), said[8..]);
    }

    /// <summary>What a server may answer behind the number of the call, and what comes of it.</summary>
    public static TheoryData<string, string> Replies => new()
    {
        { Numbers(1, 0, 0, 8) + "STARTTLS" + Numbers(0), "StartTls" },
        { Numbers(1, 0, 0, 0, 0), "NotOffered" },
        { Numbers(1, 0, 0, 8) + "starttls" + Numbers(0), "NotOffered" },
        { Numbers(1, 0, 0, 5) + "START\0\0\0" + Numbers(0), "NotOffered" },
        { Numbers(1, 0, 0, 0, 1), "NotOffered" },
        { Numbers(1, 0, 0, 0, 2, 3, 4), "NotOffered" },
        { Numbers(1, 0, 0, 0, 5), "Unavailable" },
        { Numbers(1, 0, 1, 3) + "abc\u00ff" + Numbers(5), "Unavailable" },
        { Numbers(1, 1, 0, 2, 2), "Refused" },
        { Numbers(1, 1, 1, 1), "Refused" },
        { Numbers(1, 1, 1, 2), "Refused" },
        { Numbers(1, 1, 1, 5), "Refused" },
        { Numbers(0, 2, 100003, 4, 0), "Violation" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_client_understands_every_reply(string reply, string outcome)
    {
        var talk = Talk.WithClient("onc-rpc");

        Assert.Equal(outcome, Script.End(talk, Record(Answer(talk, reply))));
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0", "NotOffered")]
    [InlineData("\0\0\0\u0001\0\0\0\u0001", "Refused")]
    public void A_reply_may_come_in_fragments(string reply, string outcome)
    {
        var talk = Talk.WithClient("onc-rpc");
        var answer = Answer(talk, reply[..4] == "\0\0\0\0" ? Numbers(1, 0, 0, 0, 0) : Numbers(1, 1, 1, 1));

        Assert.Equal(outcome, Script.End(talk, Fragments(answer, 12)));
    }

    [Fact]
    public void A_reply_to_another_call_is_a_violation()
    {
        var talk = Talk.WithClient("onc-rpc");
        var other = (char)(talk.Said[7] ^ 1);

        Assert.Equal("Violation", Script.End(talk, Record(talk.Said[4..7] + other + Numbers(1, 0, 0, 8) + "STARTTLS" + Numbers(0))));
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\u0003abc\0\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\0\0\0\0\u0001\0\0\0\u0004abcd")]
    public void A_server_takes_the_call_whatever_its_credential_and_verifier_hold(string rest)
    {
        var talk = Talk.WithServer("onc-rpc").Says(Record(Call(2, 0, 7, rest)));

        Assert.Equal(Record(Xid + Numbers(1, 0, 0, 8) + "STARTTLS" + Numbers(0)), talk.Said);
        Assert.Equal(Script.Secured, Script.End(talk, Script.Tls));
    }

    [Theory]
    [InlineData(0u, "\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData(1u, "\0\0\0\u0004abcd\0\0\0\0\0\0\0\0more")]
    [InlineData(6u, "")]
    public void A_server_demands_TLS_of_every_other_call(uint flavor, string rest)
    {
        var refusal = Record(Xid + Numbers(1, 1, 1, 5));

        Assert.Equal(refusal, Script.Client("onc-rpc", Record(Call(2, 1, flavor, rest))));
        Assert.Equal(refusal, Script.Client("onc-rpc", Fragments(Call(2, 1, flavor, rest), 24)));
        Assert.Equal(Script.Waits, Script.End(Talk.WithServer("onc-rpc"), Record(Call(2, 1, flavor, rest))));
    }

    [Fact]
    public void AUTH_TLS_stands_in_a_NULL_call_only() =>
        Assert.Equal(Record(Xid + Numbers(1, 1, 1, 1)), Script.Client("onc-rpc", Record(Call(2, 1, 7, Numbers(0, 0, 0)))));

    [Fact]
    public void What_is_no_call_closes_the_connection()
    {
        foreach (var octets in (string[])["GET / HTTP/1.1\r\n", Record(Xid + Numbers(1, 0, 0, 0, 0)), Record("")])
            Assert.Equal("Violation", Script.End(Talk.WithServer("onc-rpc"), octets));
    }
}
