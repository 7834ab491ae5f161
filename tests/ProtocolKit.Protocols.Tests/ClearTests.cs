using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Servers whose host lets a connection go on in the clear.</summary>
public sealed class ClearTests
{
    /// <summary>By protocol: what the client says first, and what belongs to the protocol proper.</summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { "smtp", "EHLO client.example\r\n", "MAIL FROM:<a@b.example>\r\n" },
        { "imap", "a CAPABILITY\r\n", "b LOGIN user password\r\n" },
        { "pop3", "CAPA\r\n", "USER somebody\r\n" },
        { "nntp", "CAPABILITIES\r\n", "GROUP some.group\r\n" },
        { "lmtp", "LHLO client.example\r\n", "MAIL FROM:<a@b.example>\r\n" },
        { "managesieve", "CAPABILITY\r\n", "AUTHENTICATE \"PLAIN\" {12+}\r\nSTARTTLS\r\n+x\r\n" },
        { "ftp", "FEAT\r\n", "USER somebody\r\n" },
        { "irc", "CAP LS 302\r\n", "NICK somebody\r\n" },
        { "http", "", "POST /printers/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nUpgrade: websocket\r\n\r\nabc" },
        { "telnet", "\u00ff\u00fb\u0018", "x" },
        { "ldap", "", "0\f\x02\x01\x01`\a\x02\x01\x03\x04\0\x80\0" },
        { "postgres", "\0\0\0\b\x04\u00d2\x16\x30", "\0\0\0\x10\0\x03\0\0user\0a\0\0" },
        { "nats", "PING\r\n", "CONNECT {\"tls_required\":false}\r\n" },
        { "nut", "VER\n", "USERNAME monitor\n" },
        { "mtqp", "COMMENT\r\n", "TRACK <1@example.com> c2VjcmV0\r\n" },
        { "mupdate", "a FOO\r\n", "b AUTHENTICATE \"PLAIN\" {12+}\r\nSTARTTLS\r\n+x\r\n" },
        { "acap", "a NOOP\r\n", "b AUTHENTICATE \"PLAIN\" {12+}\r\nSTARTTLS\r\n+x\r\n" },
        { "http-connect", "", "GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n" },
        { "nbd", "\0\0\0\u0003", "IHAVEOPT\0\0\0\u0007\0\0\0\u0006\0\0\0\0\0\0" },
        { "onc-rpc", "", "\u0080\0\0(\0\0\0\u0001\0\0\0\0\0\0\0\u0002\0\u0001\u0086\u00a3\0\0\0\u0004" + new string('\0', 20) },
        { "xmpp", "<stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AAA=</auth>" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void What_belongs_to_the_protocol_proper_is_left_to_the_host(string protocol, string before, string request)
    {
        var machine = Start(protocol, before, mayStayInClear: true);
        var octets = Encoding.Latin1.GetBytes(request);

        var status = machine.Receive(octets, out var consumed);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(0, consumed);
        Assert.Equal(UpgradeAction.StayInClear, machine.NextAction);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void It_is_read_octet_by_octet_before_it_is_left_to_the_host(string protocol, string before, string request)
    {
        var machine = Start(protocol, before, mayStayInClear: true);
        var octets = Encoding.Latin1.GetBytes(request);
        for (var length = 1; length < octets.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, machine.Receive(octets.AsSpan(0, length), out _));

        machine.Receive(octets, out _);

        Assert.Equal(UpgradeAction.StayInClear, machine.NextAction);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Where_the_host_does_not_say_so_it_is_answered_or_ends_the_connection(string protocol, string before, string request)
    {
        var machine = Start(protocol, before, mayStayInClear: false);
        var octets = Encoding.Latin1.GetBytes(request);

        machine.Receive(octets, out var consumed);

        Assert.Equal(octets.Length, consumed);
        Assert.True(machine.NextAction is UpgradeAction.Send or UpgradeAction.Fail, machine.State);
    }

    /// <summary>Makes a server and talks with it up to the request.</summary>
    private static UpgradeMachine Start(string protocol, string before, bool mayStayInClear)
    {
        var machine = Recordings.Protocol(protocol).CreateServer(new ServerMachineOptions { MayStayInClear = mayStayInClear });
        Answer(machine);
        if (before.Length > 0)
        {
            var octets = Encoding.Latin1.GetBytes(before);
            Assert.Equal(OperationStatus.Done, machine.Receive(octets, out _));
            Answer(machine);
        }

        return machine;
    }

    private static void Answer(UpgradeMachine machine)
    {
        var said = new ArrayBufferWriter<byte>();
        while (machine.NextAction == UpgradeAction.Send)
            machine.Send(said);
        Assert.Equal(UpgradeAction.Receive, machine.NextAction);
    }
}
