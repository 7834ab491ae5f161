using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Elements as real servers, and hostile ones, write them.</summary>
public sealed class XmlMessageTests
{
    private const string Tls = "urn:ietf:params:xml:ns:xmpp-tls";
    private const string Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";

    [Theory]
    [InlineData($"<stream:features><starttls xmlns='{Tls}'><required/></starttls></stream:features>")]
    [InlineData($"<stream:features><starttls xmlns=\"{Tls}\"/></stream:features>")]
    [InlineData($"<stream:features><tls:starttls xmlns:tls='{Tls}'/></stream:features>")]
    [InlineData($" \r\n<stream:features >\n <starttls  xmlns = '{Tls}' />\n</stream:features >")]
    [InlineData($"<stream:features><other xmlns='urn:x'><deep>text &amp; more</deep></other><starttls xmlns='{Tls}'/></stream:features>")]
    public void An_offer_is_seen_however_it_is_spelled(string text)
    {
        var status = Xmpp.Features.TryParse(Encoding.UTF8.GetBytes(text), out var features, out var consumed);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(text.Length, consumed);
        Assert.True(features.HasOffer);
    }

    [Theory]
    [InlineData("<stream:features/>")]
    [InlineData("<stream:features></stream:features>")]
    [InlineData("<stream:features><starttls xmlns='urn:something:else'/></stream:features>")]
    [InlineData("<stream:features><starttls/></stream:features>")]
    public void An_element_of_another_namespace_is_no_offer(string text)
    {
        Assert.Equal(OperationStatus.Done, Xmpp.Features.TryParse(Encoding.UTF8.GetBytes(text), out var features, out _));
        Assert.False(features.HasOffer);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<mechanism>A</mechanism> <mechanism>B</mechanism>", "A;B;")]
    [InlineData("<x/><mechanism>A</mechanism>text<mechanism> B\n</mechanism>", "A;B;")]
    [InlineData("<mechanism>A</mechanism><mechanism/><x><mechanism>no</mechanism></x><mechanism></mechanism><mechanism>B</mechanism>", "A;;;B;")]
    [InlineData("<mechanism>A</mechanism><mechanism xmlns='urn:x'>no</mechanism><mechanism x='/>'>B</mechanism ><mechanism>C</mechanism>", "A;B;C;")]
    [InlineData("<m:mechanism>A</m:mechanism><x:mechanism xmlns:x='urn:x'>no</x:mechanism><x:mechanism xmlns:x='{Sasl}'>B</x:mechanism>", "A;B;")]
    [InlineData("<mechanism>A&lt;&#68;</mechanism>\r\n<x>&gt;</x><mechanism>&amp;</mechanism><mechanism>C</mechanism>", "A<D;&;C;")]
    public void Mechanisms_are_enumerated_in_their_order(string elements, string expected)
    {
        var text = $"<stream:features><x><mechanism/></x><mechanisms xmlns='{Sasl}' xmlns:m='{Sasl}'>"
            + $"{elements.Replace("{Sasl}", Sasl, StringComparison.Ordinal)}</mechanisms><mechanism>no</mechanism></stream:features>";

        Assert.Equal(OperationStatus.Done, Xmpp.Features.TryParse(Encoding.UTF8.GetBytes(text), out var features, out _));

        var found = new StringBuilder();
        foreach (var mechanism in features.Mechanisms)
            found.Append(Encoding.UTF8.GetString(mechanism)).Append(';');
        Assert.Equal(expected, found.ToString());
        Assert.Equal(expected.Contains("B;", StringComparison.Ordinal), features.Mechanisms.Contains("b"u8));
    }

    [Theory]
    [InlineData("<stream:features>x/stream:features>", OperationStatus.NeedMoreData)]
    [InlineData("<stream:features></stream:other>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><a></b></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><a b='1' b='2'/></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><a b=1/></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><!-- no --></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><![CDATA[no]]></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:features><?no?></stream:features>", OperationStatus.InvalidData)]
    [InlineData("<!DOCTYPE a><stream:features/>", OperationStatus.InvalidData)]
    [InlineData("<stream:features>&unknown;</stream:features>", OperationStatus.InvalidData)]
    [InlineData("<stream:feature", OperationStatus.NeedMoreData)]
    [InlineData("<stream:featurex", OperationStatus.NeedMoreData)]
    [InlineData("<stream:featurex>", OperationStatus.InvalidData)]
    [InlineData("<a><b><c><d><e><f><g><h><i/></h></g></f></e></d></c></b></a>", OperationStatus.InvalidData)]
    public void What_is_no_such_element_is_refused(string text, OperationStatus expected) =>
        Assert.Equal(expected, Xmpp.Features.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Every_beginning_of_an_element_asks_for_more()
    {
        var octets = Encoding.UTF8.GetBytes(
            $"<stream:features><starttls xmlns='{Tls}'><required/></starttls><x xmlns='urn:x' a=\"&lt;\">t</x></stream:features>");

        for (var length = 0; length < octets.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, Xmpp.Features.TryParse(octets.AsSpan(0, length), out _, out _));
        Assert.Equal(OperationStatus.Done, Xmpp.Features.TryParse(octets, out _, out _));
    }

    [Fact]
    public void Attributes_and_declarations_without_end_are_refused_at_the_limit()
    {
        var long1 = Encoding.UTF8.GetBytes("<stream:features a='" + new string('x', 70_000));
        var many = Encoding.UTF8.GetBytes(
            "<stream:features" + string.Concat(Enumerable.Range(0, 1000).Select(i => $" xmlns:p{i}='urn:{i}'")) + "/>");
        var deep = Encoding.UTF8.GetBytes("<stream:features>" + string.Concat(Enumerable.Repeat("<a>", 1000)));

        Assert.Equal(OperationStatus.InvalidData, Xmpp.Features.TryParse(long1, out _, out _));
        Assert.Equal(OperationStatus.InvalidData, Xmpp.Features.TryParse(many, out _, out _));
        Assert.Equal(OperationStatus.InvalidData, Xmpp.Features.TryParse(deep, out _, out _));
    }

    [Theory]
    [InlineData($"<proceed xmlns='{Tls}'/>", true)]
    [InlineData($"<t:proceed xmlns:t='{Tls}'></t:proceed>", true)]
    [InlineData("<proceed xmlns='urn:something:else'/>", false)]
    [InlineData("<proceed/>", false)]
    [InlineData($"<failure xmlns='{Tls}'/>", false)]
    [InlineData($"<proceed xmlns='{Tls}'><a/></proceed>", false)]
    public void Only_the_consent_of_the_right_namespace_is_one(string text, bool isConsent) =>
        Assert.Equal(
            isConsent ? OperationStatus.Done : OperationStatus.InvalidData,
            Xmpp.Proceed.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));
}
