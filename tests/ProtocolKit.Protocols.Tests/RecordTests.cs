using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What servers offer, as records and known words.</summary>
public class RecordTests
{
    internal static ReadOnlySpan<byte> Ehlo =>
        "250-mx.example at your service\r\n250-SIZE 35882577\r\n250-AUTH PLAIN  LOGIN\r\n250-x-new\r\n250-8bitmime \r\n250 SMTPUTF8\r\n"u8;

    [Fact]
    public void Each_argument_stands_with_its_capability()
    {
        Assert.Equal(OperationStatus.Done, Smtp.Features.TryParse(Ehlo, out var features, out _));

        var found = new List<string>();
        foreach (var offer in features.Offers)
        {
            var parameters = new List<string>();
            foreach (var parameter in offer.Params)
                parameters.Add(Text(parameter));
            found.Add($"{Text(offer.Octets)}|{Text(offer.Capability)}|{offer.Kind}|{(offer.HasArgument ? Text(offer.Argument) : "none")}|{string.Join(',', parameters)}");
        }

        Assert.Equal(
            [
                "SIZE 35882577|SIZE|Size|35882577|35882577", "AUTH PLAIN  LOGIN|AUTH|Auth|PLAIN  LOGIN|PLAIN,LOGIN",
                    "x-new|x-new|Unknown|none|",
                "8bitmime |8bitmime|N8BitMime|none|", "SMTPUTF8|SMTPUTF8|SmtpUtf8|none|",
            ],
            found);
    }

    [Fact]
    public void A_list_is_asked_by_words_and_by_known_words_without_regard_to_case()
    {
        Assert.Equal(OperationStatus.Done, Smtp.Features.TryParse(Ehlo, out var features, out _));

        Assert.True(features.Has(SmtpCapability.N8BitMime) && features.Has(SmtpCapability.Auth) && features.Has(SmtpCapability.Unknown));
        Assert.False(features.Has(SmtpCapability.StartTls));
        Assert.True(features.Offers.TryFind("size"u8, out var size));
        Assert.Equal("35882577", Text(size.Argument));
        Assert.True(
            features.Offers.TryFind(SmtpCapability.Auth, out var auth) && auth.Params.Contains("login"u8)
            && !auth.Params.Contains("CRAM-MD5"u8));
        Assert.True(features.Offers.Contains("X-NEW"u8) && features.Offers.Contains(SmtpCapability.SmtpUtf8));
        Assert.False(
            features.Offers.Contains("PLAIN"u8) || features.Offers.Contains(SmtpCapability.StartTls)
            || features.Offers.TryFind("SIZ"u8, out _));
    }

    [Theory]
    [InlineData(
        "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 LITERAL+ APPENDLIMIT= =odd STARTTLS \r\n",
        "Imap4Rev1|Auth PLAIN|Auth XOAUTH2|LiteralPlus|AppendLimit|StartTls")]
    [InlineData("* CAPABILITY\r\n", "")]
    public void IMAPs_capabilities_have_a_value_behind_the_sign(string line, string expected)
    {
        Assert.Equal(OperationStatus.Done, Imap.Capabilities.TryParse(Encoding.ASCII.GetBytes(line), out var capabilities, out _));

        var found = new List<string>();
        foreach (var offer in capabilities.Offers)
            found.Add($"{offer.Kind} {Text(offer.Argument)}".TrimEnd());
        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public void POP3_and_NNTP_list_their_mechanisms()
    {
        Assert.Equal(
            OperationStatus.Done, Pop3.Capabilities.TryParse("+OK\r\nSASL PLAIN LOGIN\r\nUIDL\r\n\r\n..x\r\n.\r\n"u8, out var pop3, out _));
        Assert.Equal(
            OperationStatus.Done,
            Nntp.Capabilities.TryParse("101 list\r\nVERSION 2\r\nSASL PLAIN\r\nLIST ACTIVE NEWSGROUPS\r\n.\r\n"u8, out var nntp, out _));

        Assert.True(
            pop3.Offers.TryFind(Pop3Capability.Sasl, out var sasl) && sasl.Params.Contains("plain"u8) && sasl.Params.Contains("LOGIN"u8));
        Assert.True(pop3.Has(Pop3Capability.Uidl) && !pop3.Has(Pop3Capability.Stls));
        Assert.True(nntp.Offers.TryFind(NntpCapability.List, out var list) && list.Params.Contains("NEWSGROUPS"u8));
        Assert.True(nntp.Offers.TryFind("version"u8, out var version) && version.Argument.SequenceEqual("2"u8));
    }

    [Fact]
    public void LDAPs_attributes_have_their_own_values()
    {
        var entry = Convert.FromHexString(
            "3060020105645B" + "0400" + "3057"
            + "3020" + "0412" + Hex("supportedExtension") + "310A" + "0403" + Hex("1.2") + "0403" + Hex("1.3")
            + "3033" + "0412" + Hex("supportedextension") + "311D" + "0416" + Hex("1.3.6.1.4.1.1466.20037") + "0403" + Hex("2.5"));

        Assert.Equal(OperationStatus.Done, Ldap.Entry.TryParse(entry, out var message, out _));

        var found = new List<string>();
        foreach (var attribute in message.Attributes)
        {
            var values = new List<string>();
            foreach (var value in attribute.Extensions)
                values.Add(Text(value));
            found.Add($"{Text(attribute.Type)}: {string.Join(' ', values)}");
        }

        Assert.Equal(["supportedExtension: 1.2 1.3", "supportedextension: 1.3.6.1.4.1.1466.20037 2.5"], found);
        Assert.True(message.Has(LdapExtension.StartTls) && !message.Has(LdapExtension.WhoAmI));

        static string Hex(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void XMPPs_mechanisms_are_asked_for_by_name()
    {
        Assert.Equal(OperationStatus.Done, Xmpp.Features.TryParse(
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>"u8,
            out var features, out _));

        Assert.True(features.Mechanisms.Contains("plain"u8) && !features.Mechanisms.Contains("PLAI"u8));
    }

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.ASCII.GetString(octets);
}
