using static ProtocolKit.Protocols.Tests.Reports.Ber;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>LDAP, as its servers and clients speak it: RFC 4511.</summary>
public sealed class LdapTests
{
    private const string Notice = "1.3.6.1.4.1.1466.20036";

    /// <summary>A control that says nothing of being critical: Java's JNDI sends it with each request.</summary>
    private static readonly string s_manageDsaIt = Sequence(Octets("2.16.840.1.113730.3.4.2"));

    private static readonly string s_critical = Sequence(Octets("1.2.3.4"), Element(0x01, "\u00ff"));

    public static TheoryData<string, string> ControlsThatAreIgnored => new()
    {
        { "JNDI", Controls(s_manageDsaIt) },
        { "none", Controls() },
        { "critical: FALSE", Controls(Sequence(Octets("1.2.3.4"), Element(0x01, "\0"))) },
        { "with a value", Controls(Sequence(Octets("1.2.3.4"), Octets("value"))) },
        { "not critical, with a value", Controls(Sequence(Octets("1.2.3.4"), Element(0x01, "\0"), Octets("value"))) },
        { "several", Controls(s_manageDsaIt, s_manageDsaIt, Sequence(Octets("1.2.3.4"))) },
        { "an element that is not known", Element(0xA5, "what") },
        { "behind controls", Controls(s_manageDsaIt) + Element(0xA5, "what") },
        { "long lengths", "\u00a0\u0084\0\0\0\u001b" + s_manageDsaIt },
    };

    [Theory]
    [MemberData(nameof(ControlsThatAreIgnored))]
    public void A_server_ignores_controls_that_are_not_critical(string name, string controls)
    {
        var talk = Talk.WithServer("ldap").Says(Message(1, Extended(StartTls), controls));

        Assert.True(talk.Machine.NextAction == UpgradeAction.StartTls, name);
        Assert.Equal(Message(1, Response(24, 0)), talk.Said);
    }

    [Fact]
    public void A_critical_control_that_a_server_does_not_know_is_refused_and_TLS_can_be_asked_for_again()
    {
        var talk = Talk.WithServer("ldap").Says(Message(1, Extended(StartTls), Controls(s_manageDsaIt, s_critical)));

        Assert.Equal(Message(1, Response(24, 12, "unavailableCriticalExtension")), talk.Said);
        Assert.Equal("StartTls", Script.End(talk, Message(2, Extended(StartTls))));
    }

    public static TheoryData<string, string, int, int> Operations => new()
    {
        { "bind", Element(0x60, Element(0x02, "\u0003"), Octets(""), Element(0x80, "")), 1, 13 },
        { "bind by SASL", Element(0x60, Element(0x02, "\u0003"), Octets(""), Element(0xA3, Octets("EXTERNAL"))), 1, 13 },
        { "search", Element(0x63, Octets("dc=example"), Enumerated(2)), 5, 13 },
        { "modify", Element(0x66, Octets("dc=example"), Sequence()), 7, 13 },
        { "add", Element(0x68, Octets("dc=example"), Sequence()), 9, 13 },
        { "delete", Element(0x4A, "dc=example"), 11, 13 },
        { "modify DN", Element(0x6C, Octets("dc=example"), Octets("dc=other"), Element(0x01, "\0")), 13, 13 },
        { "compare", Element(0x6E, Octets("dc=example"), Sequence(Octets("a"), Octets("b"))), 15, 13 },
        { "who am I", Extended("1.3.6.1.4.1.4203.1.11.3"), 24, 2 },
        { "StartTLS with a value", Extended(StartTls, Element(0x81, "x")), 24, 2 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_server_answers_each_operation_before_TLS_with_its_own_response(string name, string operation, int response, int code)
    {
        foreach (var controls in (string[])["", Controls(s_manageDsaIt), Controls(s_critical)])
        {
            var talk = Talk.WithServer("ldap").Says(Message(7, operation, controls));

            Assert.True(talk.Said == Message(7, Response(response, code, "TLS required")), name);
            Assert.Equal("StartTls", Script.End(talk, Message(8, Extended(StartTls))));
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Where_the_host_allows_it_an_operation_goes_on_in_the_clear(string name, string operation, int response, int code)
    {
        var talk = Talk.WithServer("ldap", mayStayInClear: true).Says(Message(7, operation));

        Assert.True(talk.Machine.NextAction == UpgradeAction.StayInClear, $"{name} {response} {code}");
        Assert.Equal("", talk.Said);
    }

    [Theory]
    [InlineData("\u0050\u0001\u0002")]
    [InlineData("\u0050\u0002\u0001\u0002")]
    public void An_abandoned_operation_has_no_answer(string abandon)
    {
        var talk = Talk.WithServer("ldap").Says(Message(3, abandon));

        Assert.Equal("", talk.Said);
        Assert.Equal("StartTls", Script.End(talk, Message(4, Extended(StartTls))));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("\u0002\u0001\u0001")]
    [InlineData("\u0030\u0003\u0002\u0001\u0001")]
    [InlineData("\u0030\u0005\u0002\u0001\u0001\u007f\0")]
    [InlineData("\u0030\u0007\u0002\u0001\u0001\u0077\u0009\u0080\u0001")]
    [InlineData("\u0030\u0005\u0002\u0001\0\u0077\0")]
    public void A_server_that_cannot_read_a_message_says_so_and_ends_the_session(string octets)
    {
        var talk = Talk.WithServer("ldap").Says(octets);

        Assert.Equal(Message(0, Response(24, 2, "", Element(0x8A, Notice))), talk.Said);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    public static TheoryData<string, string, string> Answers => new()
    {
        { "success with a referral", "StartTls", Response(24, 0, "", Element(0xA3, Octets("ldap://other"))) },
        { "success with the name", "StartTls", Response(24, 0, "", Element(0x8A, StartTls)) },
        { "success of something else", "Violation", Response(24, 0, "", Element(0x8A, "1.2.3")) },
        { "success with a value", "Violation", Response(24, 0, "", Element(0x8B, "x")) },
        { "busy", "Unavailable", Response(24, 51) },
        { "unavailable, with a name of its own", "Unavailable", Response(24, 52, "later", Element(0x8A, "")) },
        { "not supported, with another name", "Refused", Response(24, 2, "unsupported extended operation", Element(0x8A, "1.2.3")) },
        { "not supported, with a value", "Refused", Response(24, 2, "", Element(0x8B, "x")) },
        { "operations error", "Refused", Response(24, 1) },
        { "a code of two octets", "Refused", Element(0x78, Element(0x0A, "\u0010\0"), Octets(""), Octets("")) },
        { "the response of another operation", "Violation", Response(1, 0) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_client_understands_the_response(string name, string end, string operation)
    {
        var talk = Talk.WithClient("ldap");

        Assert.True(end == Script.End(talk, Answer(talk.Said, operation)), name);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(52)]
    public void The_session_goes_on_behind_a_refusal(int code)
    {
        var talk = Talk.WithClient("ldap");

        Assert.True(talk.Says(Answer(talk.Said, Response(24, code))).Machine.Failure?.MayGoOnInClear);
    }

    [Theory]
    [InlineData("1.3.6.1.4.1.1466.20036", "Closed")]
    [InlineData("1.2.3.4", "StartTls")]
    [InlineData("1.3.6.1.1.21.3", "StartTls")]
    public void A_client_ignores_unsolicited_notifications_but_that_of_disconnection(string name, string end)
    {
        var talk = Talk.WithClient("ldap");
        var request = talk.Said;

        Assert.Equal(end, Script.End(talk, Message(0, Response(24, 52, "soon", Element(0x8A, name))), Answer(request, Response(24, 0))));
    }

    [Fact]
    public void A_client_ignores_an_unsolicited_notification_without_a_name()
    {
        var talk = Talk.WithClient("ldap");
        var request = talk.Said;

        Assert.Equal("StartTls", Script.End(talk, Message(0, Response(24, 52)), Answer(request, Response(24, 0))));
    }
}
