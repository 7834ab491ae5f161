using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>The values of messages: what a reader finds in them, and what it compares.</summary>
public sealed class ValueTests
{
    private const string Header =
        "<?xml version='1.0'?>\n<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' ";
    private const string Offer = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";

    [Fact]
    public void The_sizes_of_literals_are_a_list_like_any_other()
    {
        var octets = "\"IMPLEMENTATION\" {3}\r\nabc\r\n\"SIEVE\" \"a\"\r\n\"SASL\" {0}\r\n\r\nOK {5}\r\nready\r\n"u8;
        var sizes = new List<int>();
        var names = new List<string>();
        var visited = new List<string>();

        Assert.Equal(OperationStatus.Done, Managesieve.Capabilities.TryParse(octets, out var message, out _));
        foreach (var offer in message.Offers)
        {
            names.Add($"{Encoding.ASCII.GetString(offer.Capability)}={Encoding.ASCII.GetString(offer.Argument)}");
            if (offer.HasArgumentSize)
                sizes.Add(offer.ArgumentSize);
        }

        Managesieve.Definition.VisitLabels("capabilities", octets, (label, value, record) =>
            visited.Add($"{record} {label} {Encoding.ASCII.GetString(value)}"));

        Assert.Equal([3, 0], sizes);
        Assert.Equal(5, message.FirstSize);
        Assert.Equal(["IMPLEMENTATION=abc", "SIEVE=a", "SASL="], names);
        Assert.Equal(
            ["1 capability IMPLEMENTATION", "1 argument abc", "1 argument-size 3", "2 capability SIEVE", "2 argument a",
                "3 capability SASL", "3 argument ", "3 argument-size 0", "0 first-size 5"],
            visited);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    public void LDAP_lists_have_as_many_values_in_parts_as_at_once(int values)
    {
        var talk = Talk.WithClient("ldap", ("ask", "yes"));
        var id = talk.Said[2..(4 + talk.Said[3])];
        var set = Ber('1', string.Concat(Enumerable.Repeat(Ber('\u0004', "1.3.6.1.4.1.1466.20037"), values)));
        var entry = Ber('0', id + Ber('d', Ber('\u0004', "") + Ber('0', Ber('0', Ber('\u0004', "supportedExtension") + set))));
        var done = Ber('0', id + Ber('e', "\n\u0001\0" + Ber('\u0004', "") + Ber('\u0004', "")));

        Assert.Contains("1.3.6.1.4.1.1466.20037", talk.Says(entry).Says(done).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n\u0001\0", true)]
    [InlineData("\n\u0002\0\0", false)]
    [InlineData("\n\u0081\u0001\0", true)]
    public void A_number_of_BER_has_no_more_octets_than_it_takes(string code, bool startsTls)
    {
        var talk = Talk.WithClient("ldap");
        var id = talk.Said[2..(4 + talk.Said[3])];

        talk.Says(Ber('0', id + Ber('x', code + Ber('\u0004', "") + Ber('\u0004', ""))));

        Assert.Equal(startsTls ? null : UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData("id='a&amp;b' version='1.0'>")]
    [InlineData("id = \"a'&#x62;&apos;\" version=\"1.0\" >")]
    [InlineData("version='1&#46;0' id='1'>")]
    [InlineData("from='LocalHost' id='1' version='1.0' xml:lang='en'>")]
    [InlineData("from='&#76;OCALHOST'\n\tid='1'\n\tversion='1.0'>")]
    public void XMPP_streams_are_the_same_however_their_values_are_spelled(string attributes)
    {
        var talk = Talk.WithClient("xmpp").Says(Header + attributes + Offer);

        Assert.Null(talk.Machine.Failure);
        Assert.Contains("starttls", talk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_value_of_a_label_is_what_it_stands_for()
    {
        var octets = Encoding.UTF8.GetBytes(Header + "id='a&amp;b&#x20AC;' version='1.0'>");

        Assert.Equal(OperationStatus.Done, Xmpp.Opened.TryParse(octets, out var message, out _));
        Assert.Equal("a&b\u20ac", Encoding.UTF8.GetString(message.Id));
    }

    [Fact]
    public void The_same_identifier_is_the_same_however_it_is_spelled()
    {
        var talk = Talk.WithClient("xmpp").Says(Header + "id='a&amp;b' version='1.0'>" + Offer)
            .Says("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>").UpgradesToTls();

        Assert.Equal(UpgradeOutcome.Violation, talk.Says(Header + "id='&#97;&#x26;b' version='1.0'>").Machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData("<mechanism>PLAIN</mechanism>")]
    [InlineData("<mechanism> PLAIN </mechanism>")]
    [InlineData("<mechanism>\n\t\tPLAIN\r\n</mechanism>")]
    [InlineData("<mechanism>PL&#65;IN</mechanism>")]
    public void White_space_around_a_text_is_no_part_of_it(string mechanism)
    {
        var octets = Encoding.UTF8.GetBytes(
            $"<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{mechanism}</mechanisms></stream:features>");
        var found = new List<string>();

        Assert.Equal(OperationStatus.Done, Xmpp.Features.TryParse(octets, out var features, out _));
        foreach (var name in features.Mechanisms)
            found.Add(Encoding.UTF8.GetString(name));

        Assert.Equal(["PLAIN"], found);
    }

    /// <summary>An element with a length of three octets.</summary>
    private static string Ber(char tag, string contents) =>
        $"{tag}\u0082{(char)(contents.Length >> 8)}{(char)(contents.Length & 0xFF)}{contents}";
}
