namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>XMPP, as its servers and clients speak it: RFC 6120.</summary>
public sealed class XmppTests
{
    private const string Spaces = "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'";
    private const string Header = $"<?xml version='1.0'?><stream:stream {Spaces} from='localhost' id='a' version='1.0'>";
    private const string NextHeader = $"<stream:stream {Spaces} from='localhost' id='b' version='1.0'>";
    private const string Offer = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
    private const string Proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private const string Why = "xmlns='urn:ietf:params:xml:ns:xmpp-streams'";
    private const string HostUnknown =
        $"<stream:error><host-unknown {Why}/><text {Why} xml:lang='en'>Not &lt;here&gt;</text></stream:error>";
    private const string End = "</stream:stream>";

    private static string Stream(string attributes) => $"<stream:stream {Spaces} {attributes}>";

    [Theory]
    [InlineData("from='localhost' id='a' version='1.0'", "StartTls")]
    [InlineData("from='LocalHost' id='a' version='1.0'", "StartTls")]
    [InlineData("id='a' version='1.0'", "StartTls")]
    [InlineData("from='' id='a' version='1.0'", "StartTls")]
    [InlineData("from='localhost' version='1.0'", "StartTls")]
    [InlineData("from='localhost' id='' version='1.0'", "StartTls")]
    [InlineData("from='localhost' id='a&amp;b' version='1.0'", "StartTls")]
    [InlineData("from='localhost' id='&#x61;&lt;&quot;' version='1.0'", "StartTls")]
    [InlineData("from='localhost' id='a' version='1.1'", "StartTls")]
    [InlineData("from='localhost' id='a' version='01.0'", "StartTls")]
    [InlineData("from='localhost' id='a' version='1.0' xml:lang='de'", "StartTls")]
    [InlineData("from='localhost' id='a'", "NotOffered")]
    [InlineData("from='localhost' id='a' version='0.9'", "NotOffered")]
    [InlineData("from='evil.example' id='a' version='1.0'", "Violation")]
    [InlineData("from='' id='a'", "NotOffered")]
    public void A_client_takes_a_header_that_leaves_something_out_but_not_another_host(string attributes, string end) =>
        Assert.Equal(end, Script.End(Talk.WithClient("xmpp"), Stream(attributes) + Offer, end == "StartTls" ? Proceed : ""));

    [Fact]
    public void A_header_is_taken_before_anything_stands_behind_it()
    {
        Assert.Equal("ExpectFeatures", Talk.WithClient("xmpp").Says(Header).Machine.State);
        Assert.Equal("Violation", Script.Server("xmpp", Header, Offer, Proceed, Script.Tls, Header));
    }

    [Theory]
    [InlineData("from='localhost' id='a' version='1.0'")]
    [InlineData("from='other.example' id='a' version='1.0'")]
    [InlineData("from='' id='a' version='1.0'")]
    [InlineData("id='a' version='1.0'")]
    [InlineData("from='localhost' id='a'")]
    [InlineData("from='localhost' version='1.0'")]
    [InlineData("")]
    public void Whatever_the_header_says_the_error_behind_it_is_read(string attributes)
    {
        foreach (var error in (string[])[HostUnknown, "\n " + HostUnknown, HostUnknown + End,
            $"<stream:error><host-unknown {Why}></host-unknown></stream:error>",
            $"<stream:error>\n<see-other-host {Why}>im2.example:5222</see-other-host>\n<text {Why}>moved</text>\n<moved xmlns='urn:x'><a/>b</moved>\n</stream:error >"])
        {
            foreach (var declaration in (string[])["", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"])
            {
                var talk = Talk.WithClient("xmpp").Says(declaration + Stream(attributes) + error);

                Assert.True(
                    talk.Machine.Failure?.Outcome == UpgradeOutcome.Closed, $"{talk.Machine.Failure} {declaration}{attributes}{error}");
            }
        }
    }

    [Fact]
    public void Inside_TLS_too() =>
        Assert.Equal(
            "Closed",
            Script.Server("xmpp", Header, Offer, Proceed, Script.Tls, Stream("from='other.example' id='b' version='1.0'") + HostUnknown));

    [Fact]
    public void Condition_and_text_of_an_error_are_labels()
    {
        var octets = System.Text.Encoding.UTF8.GetBytes(HostUnknown);

        Assert.Equal(System.Buffers.OperationStatus.Done, Xmpp.Error.TryParse(octets, out var error, out var length));
        Assert.Equal(octets.Length, length);
        Assert.Equal("host-unknown"u8, error.Condition);
        Assert.Equal("Not &lt;here&gt;"u8, error.Text);
    }

    [Theory]
    [InlineData($"<stream:error><policy-violation {Why}/></stream:error>")]
    [InlineData("<stream:error/>")]
    [InlineData($"<stream:error><x:reset xmlns:x='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")]
    [InlineData(End)]
    public void An_error_may_come_at_any_time(string error)
    {
        Assert.Equal("Closed", Script.Server("xmpp", Header, error));
        Assert.Equal("Closed", Script.Server("xmpp", Header, Offer, error));
        Assert.Equal("Closed", Script.Server("xmpp", Header, Offer, Proceed, Script.Tls, NextHeader, error));
    }

    [Theory]
    [InlineData("<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism>")]
    [InlineData("<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism><hostname xmlns='urn:xmpp:domain-based-name:1'>im1.example</hostname>")]
    [InlineData("<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/></sasl-channel-binding><mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism>")]
    [InlineData("\n <mechanism>\n SCRAM-SHA-1\t</mechanism>\n <mechanism> PLAIN </mechanism>\n")]
    [InlineData("<mechanism a='b'>SCRAM-SHA-1</mechanism>text<mechanism>&#80;LAIN</mechanism>")]
    public void Mechanisms_are_an_open_list(string contents)
    {
        var features = $"<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{contents}</mechanisms></stream:features>";

        Assert.Equal(Script.Secured, Script.Server("xmpp", Header, Offer, Proceed, Script.Tls, NextHeader, features));
        Assert.Equal(
            System.Buffers.OperationStatus.Done,
            Xmpp.Features.TryParse(System.Text.Encoding.UTF8.GetBytes(features), out var parsed, out _));
        var found = new List<string>();
        foreach (var mechanism in parsed.Mechanisms)
            found.Add(System.Text.Encoding.UTF8.GetString(mechanism));
        Assert.Equal(["SCRAM-SHA-1", "PLAIN"], found);
    }

    [Theory]
    [InlineData("<mechanism/>")]
    [InlineData("<mechanism></mechanism>")]
    [InlineData("")]
    public void Mechanisms_may_be_missing(string contents) =>
        Assert.Equal(Script.Secured, Script.Server("xmpp", Header, Offer, Proceed, Script.Tls, NextHeader,
            $"<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{contents}</mechanisms></stream:features>"));

    [Theory]
    [InlineData("xmpp")]
    [InlineData("xmpp-server")]
    public void White_space_between_elements_is_no_message(string protocol) =>
        Assert.Equal("StartTls", Script.Server(protocol, Header + "\n", Offer + "\n", " " + Proceed));

    [Theory]
    [InlineData($"<stream:stream {Spaces} version='1.0'>", "host-unknown", true)]
    [InlineData($"<stream:stream {Spaces} to='' version='1.0'>", "host-unknown", true)]
    [InlineData($"<stream:stream {Spaces}>", "host-unknown", true)]
    [InlineData($"<stream:stream {Spaces} to='localhost'>", "unsupported-version", true)]
    [InlineData($"<?xml version='1.0'?><stream:stream {Spaces} to='localhost' version='0.9'>", "unsupported-version", true)]
    [InlineData("<!DOCTYPE stream [ <!ENTITY a 'b'> ]>", "restricted-xml", true)]
    [InlineData("<?xml version='1.0'?>\n<!DOCTYPE stream [ <!ENTITY a 'b'> ]>", "restricted-xml", true)]
    [InlineData("<!-- hello -->", "restricted-xml", false)]
    [InlineData("<?php x?>", "restricted-xml", false)]
    [InlineData($"<stream:stream {Spaces} to=localhost version='1.0'>", "bad-format", true)]
    [InlineData("<stream:stream xmlns:stream='urn:other' to='localhost' version='1.0'>", "bad-format", true)]
    [InlineData("<stream:stream to='localhost' version='1.0'>", "bad-format", true)]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><stream:stream>", "bad-format", true)]
    [InlineData("<?xml version='1.0'?>hello", "bad-format", true)]
    [InlineData("GET / HTTP/1.1\r\n", "not-well-formed", false)]
    [InlineData("<1>", "not-well-formed", false)]
    [InlineData("<a b=c>", "not-well-formed", false)]
    public void A_server_says_what_is_wrong_with_a_stream(string octets, string condition, bool withHeader)
    {
        foreach (var protocol in (string[])["xmpp", "xmpp-server"])
        {
            var talk = Talk.WithServer(protocol).Says(octets);

            Assert.Equal(withHeader, talk.Said.Contains("<stream:stream", StringComparison.Ordinal));
            Assert.Contains($"<{condition} {Why}/>", talk.Said.Replace('"', '\''), StringComparison.Ordinal);
            Assert.EndsWith(End, talk.Said, StringComparison.Ordinal);
            Assert.Equal(condition == "not-well-formed" ? UpgradeOutcome.Violation : UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        }
    }

    [Theory]
    [InlineData("<message>&nbsp;</message>", "not-well-formed")]
    [InlineData("<message></iq>", "not-well-formed")]
    [InlineData("<a><a><a><a><a><a><a><a><a>", "not-well-formed")]
    [InlineData("<!-- hello -->", "restricted-xml")]
    [InlineData("<presence/>", "policy-violation")]
    [InlineData($"<stream:stream {Spaces} to='localhost' version='1.0'>", "policy-violation")]
    public void A_server_says_what_is_wrong_in_a_stream(string octets, string condition)
    {
        var talk = Talk.WithServer("xmpp").Says($"<stream:stream {Spaces} to='localhost' version='1.0'>").Says(octets);

        Assert.DoesNotContain("<stream:stream", talk.Said, StringComparison.Ordinal);
        Assert.Contains($"<{condition} ", talk.Said, StringComparison.Ordinal);
        Assert.EndsWith(End, talk.Said, StringComparison.Ordinal);
        Assert.Equal(condition == "not-well-formed" ? UpgradeOutcome.Violation : UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><x/></starttls>")]
    [InlineData("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>x</starttls>")]
    public void A_malformed_request_for_TLS_fails_and_is_never_left_to_the_host(string request)
    {
        var talk = Talk.WithServer("xmpp", mayStayInClear: true).Says($"<stream:stream {Spaces} to='localhost' version='1.0'>")
            .Says(request);

        Assert.Contains("<failure ", talk.Said, StringComparison.Ordinal);
        Assert.EndsWith(End, talk.Said, StringComparison.Ordinal);
    }
}
