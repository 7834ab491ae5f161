using System.Buffers;
using System.Text;

namespace ProtocolKit.Tests.Xml;

public sealed class XmlStreamTests
{
    private const string Header = "<s:stream xmlns='urn:a' xmlns:s='urn:stream' xmlns:x='urn:other'>";

    [Theory]
    [InlineData(Header)]
    [InlineData(" \r\n" + Header)]
    [InlineData("<?xml version='1.0'?>" + Header)]
    [InlineData("<?xml version=\"1.0\" encoding='UTF-8' standalone = 'yes' ?>\n" + Header)]
    [InlineData("<?xml\tversion='1.0'\nencoding='utf-8'?>" + Header)]
    public void A_start_tag_is_read_to_its_end(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var xml = new XmlTokenizer<TestNamespaces>([.. octets, (byte)'<'], in XmlNamespaceScope.Empty, 1);

        Assert.True(xml.ReadStream());
        Assert.Equal(octets.Length, xml.Position);
        Assert.True(xml.Is(TestNamespaces.Stream, "stream"u8));
    }

    [Theory]
    [InlineData(" <?xml version='1.0'?><a>")]
    [InlineData("<?xml?><a>")]
    [InlineData("<?xml version='1.1'?><a>")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a>")]
    [InlineData("<?xml version='1.0'encoding='utf-8'?><a>")]
    [InlineData("<?xml version='1.0' standalone='maybe'?><a>")]
    [InlineData("<?xml version='1.0' more='x'?><a>")]
    [InlineData("<?xml version='1.0\"?><a>")]
    [InlineData("<?xml version='1.0'><a>")]
    [InlineData("<?XML version='1.0'?><a>")]
    [InlineData("<?php version='1.0'?><a>")]
    [InlineData("<?xml version='1.0'?><?xml version='1.0'?><a>")]
    [InlineData("<a/>")]
    [InlineData("</a>")]
    public void What_opens_no_stream_is_refused(string text)
    {
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in XmlNamespaceScope.Empty, 1);

        Assert.False(xml.ReadStream());
        Assert.Equal(OperationStatus.InvalidData, xml.Status);
    }

    [Theory]
    [InlineData("<?")]
    [InlineData("<?xml version='1.0'?")]
    [InlineData("<?xml version='1.0'?>")]
    [InlineData("<?xml version='1.0'?>\n<s:stream xmlns:s='urn:stream'")]
    public void The_beginning_of_one_asks_for_more(string text)
    {
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in XmlNamespaceScope.Empty, 1);

        Assert.False(xml.ReadStream());
        Assert.Equal(OperationStatus.NeedMoreData, xml.Status);
    }

    [Fact]
    public void A_declaration_without_end_is_refused()
    {
        var xml = new XmlTokenizer<TestNamespaces>(
            Encoding.UTF8.GetBytes("<?xml version='1.0'" + new string(' ', 200)), in XmlNamespaceScope.Empty, 1);

        Assert.False(xml.ReadStream());
        Assert.Equal(OperationStatus.InvalidData, xml.Status);
    }

    [Theory]
    [InlineData("<s:b/>", TestNamespaces.Stream)]
    [InlineData("<b/>", TestNamespaces.A)]
    [InlineData("<x:b/>", XmlNamespaceScope.Other)]
    [InlineData("<b xmlns='urn:b'/>", TestNamespaces.B)]
    [InlineData("<s:b xmlns:s='urn:b'/>", TestNamespaces.B)]
    public void What_a_stream_declares_holds_for_the_elements_in_it(string text, int id)
    {
        var scope = default(XmlNamespaceScope);
        scope.Open<TestNamespaces>(Encoding.UTF8.GetBytes(Header));
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in scope, 1);

        Assert.True(xml.ReadRoot());
        Assert.True(xml.Is(id, "b"u8));
    }

    [Fact]
    public void A_new_stream_forgets_the_one_before()
    {
        var scope = default(XmlNamespaceScope);
        scope.Open<TestNamespaces>(Encoding.UTF8.GetBytes(Header));
        scope.Open<TestNamespaces>("<?xml version='1.0'?><a>"u8);
        var prefixed = new XmlTokenizer<TestNamespaces>("<s:b/>"u8, in scope, 1);
        var plain = new XmlTokenizer<TestNamespaces>("<b/>"u8, in scope, 1);

        Assert.False(prefixed.ReadRoot());
        Assert.True(plain.ReadRoot());
        Assert.Equal(XmlNamespaceScope.None, plain.NamespaceId);
    }

    [Theory]
    [InlineData("</s:stream>", true)]
    [InlineData(" </s:stream >", true)]
    [InlineData("</x:stream>", false)]
    [InlineData("</y:stream>", false)]
    [InlineData("<s:stream/>", false)]
    [InlineData("</s:stream a='1'>", false)]
    public void The_end_of_a_stream_has_its_name(string text, bool isEnd)
    {
        var scope = default(XmlNamespaceScope);
        scope.Open<TestNamespaces>(Encoding.UTF8.GetBytes(Header));
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in scope, 1);

        Assert.Equal(isEnd, xml.ReadStreamEnd() && xml.Is(TestNamespaces.Stream, "stream"u8));
    }

    [Theory]
    [InlineData("xmlns:{0}='u' ", 8, 1, true)]
    [InlineData("xmlns:{0}='u' ", 9, 1, false)]
    [InlineData("xmlns:{0}='u' ", 1, XmlNamespaceScope.MaxPrefix, true)]
    [InlineData("xmlns:{0}='u' ", 1, XmlNamespaceScope.MaxPrefix + 1, false)]
    public void A_stream_that_can_not_be_remembered_is_refused(string declaration, int count, int length, bool isRead)
    {
        var declarations = string.Concat(
            Enumerable.Range(0, count)
            .Select(i => declaration.Replace("{0}", new string((char)('a' + i), length), StringComparison.Ordinal)));
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes($"<s {declarations}>"), in XmlNamespaceScope.Empty, 1);

        Assert.Equal(isRead, xml.ReadStream());
    }

    [Fact]
    public void Without_its_stream_a_message_is_taken_at_its_word_but_its_children_are_not()
    {
        var scope = XmlNamespaceScope.CreateOpenEnded();
        var xml = new XmlTokenizer<TestNamespaces>("<q:features><r:a r:b='1'/></q:features>"u8, in scope, 2);

        Assert.True(xml.ReadRoot());
        Assert.True(xml.Is(TestNamespaces.Stream, "features"u8));
        Assert.True(xml.ReadChild());
        Assert.Equal(XmlNamespaceScope.Other, xml.NamespaceId);
        Assert.False(xml.Is(TestNamespaces.A, "a"u8));
        xml.Skip();
        Assert.False(xml.ReadChild());
        Assert.Equal(OperationStatus.Done, xml.Status);
    }
}
