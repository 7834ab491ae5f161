using System.Buffers;
using System.Text;

namespace ProtocolKit.Tests.Xml;

public sealed class XmlTokenizerTests
{
    [Theory]
    [InlineData("<a/>")]
    [InlineData("<a></a>")]
    [InlineData("<a ></a >")]
    [InlineData("<a b='1' c=\"2\"/>")]
    [InlineData("<a\tb\r\n=\n'1' c =\"'\" d= '\"'/>")]
    [InlineData("<a b='&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;>'>&lt;&#9;></a>")]
    [InlineData("\r\n\t <a>text<b/>text<c>d</c>]]</a>")]
    [InlineData("<a xmlns='urn:a' xmlns:p='urn:b' p:b='1' b='1'><p:c xml:lang='en'/></a>")]
    [InlineData("<\u00E9l\u00E9ment attribut\u00E9='\U0001F600'/>")]
    [InlineData("<a.-_1/>")]
    public void What_is_an_element_is_read_to_its_end(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);

        Assert.Equal((OperationStatus.Done, octets.Length), Elements.Read(octets));
        Assert.Equal((OperationStatus.Done, octets.Length), Elements.Read([.. octets, .. "<!"u8]));
    }

    [Theory]
    [InlineData("x<a/>")]
    [InlineData("</a>")]
    [InlineData("< a/>")]
    [InlineData("<1/>")]
    [InlineData("<a:/>")]
    [InlineData("<:a/>")]
    [InlineData("<a:b:c/>")]
    [InlineData("<a/ >")]
    [InlineData("<a b/>")]
    [InlineData("<a b=1/>")]
    [InlineData("<a b='<'/>")]
    [InlineData("<a b='1'c='2'/>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a xmlns='urn:a' xmlns='urn:a'/>")]
    [InlineData("<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>")]
    [InlineData("<a></b>")]
    [InlineData("<a xmlns:p='urn:a'></p:a>")]
    [InlineData("<a><b></a></b>")]
    [InlineData("<a></a")]
    [InlineData("<p:a/>")]
    [InlineData("<a p:b='1'/>")]
    [InlineData("<a><b xmlns:p='urn:a'/><p:c/></a>")]
    [InlineData("<a xmlns:p=''/>")]
    [InlineData("<a xmlns:xml='urn:a'/>")]
    [InlineData("<a xmlns:xmlns='urn:a'/>")]
    [InlineData("<xmlns:a/>")]
    [InlineData("<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>")]
    [InlineData("<a xmlns='http://www.w3.org/2000/xmlns/'/>")]
    [InlineData("<a b='&other;'/>")]
    [InlineData("<a>&lt</a>")]
    [InlineData("<a>&</a>")]
    [InlineData("<a>&#;</a>")]
    [InlineData("<a>&#x;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>&#xD800;</a>")]
    [InlineData("<a>&#x110000;</a>")]
    [InlineData("<a>&#99999999999999999999;</a>")]
    [InlineData("<a>]]></a>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a b='\u001F'/>")]
    [InlineData("<a>\uFFFE</a>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!-- c --><a/>")]
    [InlineData("<a><!-- c --></a>")]
    [InlineData("<a><?p ?></a>")]
    [InlineData("<a><![CDATA[c]]></a>")]
    [InlineData("<?xml version='1.0'?><a/>")]
    [InlineData("\uFEFF<a/>")]
    public void What_is_no_element_is_not_read(string text) => Assert.NotEqual(OperationStatus.Done, Elements.Read(text));

    [Theory]
    [InlineData("3C613EC3283C2F613E")]
    [InlineData("3C613EEDA0803C2F613E")]
    [InlineData("3C613EFF3C2F613E")]
    public void Octets_that_are_no_UTF8_are_not_read(string octets) =>
        Assert.Equal(OperationStatus.InvalidData, Elements.Read(Convert.FromHexString(octets)).Status);

    [Theory]
    [InlineData("<a xmlns='urn:a'><b/><c xmlns='urn:b'><d/></c><e/></a>", "1:1:a 2:1:b 2:2:c 3:2:d 2:1:e")]
    [InlineData("<p:a xmlns:p='urn:a'><b/><p:c xmlns:p='urn:b'><p:d/></p:c><p:e/></p:a>", "1:1:a 2:-1:b 2:2:c 3:2:d 2:1:e")]
    [InlineData("<a xmlns='urn:a'><b xmlns=''/><c xmlns='urn:other'/></a>", "1:1:a 2:-1:b 2:0:c")]
    [InlineData("<p:a b='1' xmlns:p='urn:b'/>", "1:2:a")]
    [InlineData("<xml:a/>", "1:0:a")]
    public void Names_are_resolved_where_they_stand(string text, string outline) => Assert.Equal(outline, Elements.Outline(text));

    [Fact]
    public void An_attribute_is_found_by_namespace_and_name()
    {
        var xml = new XmlTokenizer<TestNamespaces>("<a xmlns:p='urn:b' p:x='1' x=\"2\" y='&lt;'/>"u8, in XmlNamespaceScope.Empty, 1);

        Assert.True(xml.ReadRoot());
        Assert.True(xml.TryGetAttribute("x"u8, out var plain));
        Assert.Equal("2"u8, xml[plain]);
        Assert.True(xml.TryGetAttribute(TestNamespaces.B, "x"u8, out var qualified));
        Assert.Equal("1"u8, xml[qualified]);
        Assert.False(xml.TryGetAttribute(TestNamespaces.A, "x"u8, out _));
        Assert.False(xml.TryGetAttribute("z"u8, out _));
        Assert.True(xml.TryGetAttribute("y"u8, out var reference));
        Assert.Equal("<"u8, xml.Value(reference).Decode());
        Assert.Equal(OperationStatus.Done, xml.Status);
    }

    [Theory]
    [InlineData("<a>text</a>", "text")]
    [InlineData("<a> t </a>", "t")]
    [InlineData("<a>\r\n\tt t\n</a>", "t t")]
    [InlineData("<a>&#32;t&#32;</a>", " t ")]
    [InlineData("<a> </a>", "")]
    [InlineData("<a></a>", "")]
    [InlineData("<a/>", "")]
    [InlineData("<a>a&amp;b</a>", "a&b")]
    [InlineData("<a>a<b/></a>", null)]
    [InlineData("<a><b/></a>", null)]
    public void A_text_is_what_stands_between_the_tags_but_for_white_space_at_its_ends(string text, string? expected)
    {
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in XmlNamespaceScope.Empty, 2);
        xml.ReadRoot();

        Assert.Equal(expected is not null, xml.ReadText(out var span));
        Assert.Equal(expected is null ? OperationStatus.InvalidData : OperationStatus.Done, xml.Status);
        if (expected is not null)
            Assert.Equal(expected, Encoding.UTF8.GetString(xml.Value(span).Decode()));
    }

    [Theory]
    [InlineData("<a>{0}</a>", "<b/>", 7, true)]
    [InlineData("<a {0}/>", "b{1}='' ", 24, true)]
    [InlineData("<a {0}/>", "b{1}='' ", 25, false)]
    [InlineData("<a {0}/>", "xmlns:p{1}='u' ", 8, true)]
    [InlineData("<a {0}/>", "xmlns:p{1}='u' ", 9, false)]
    public void Bounds_are_kept(string frame, string part, int count, bool isRead)
    {
        var parts = string.Concat(
            Enumerable.Range(0, count).Select(i => part.Replace("{1}", i.ToString(null, null), StringComparison.Ordinal)));

        Assert.Equal(
            isRead ? OperationStatus.Done : OperationStatus.InvalidData,
            Elements.Read(frame.Replace("{0}", parts, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Elements.MaxDepth, true)]
    [InlineData(Elements.MaxDepth + 1, false)]
    public void Depth_is_bounded_with_or_without_contents(int depth, bool isRead)
    {
        var expected = isRead ? OperationStatus.Done : OperationStatus.InvalidData;

        Assert.Equal(expected, Elements.Read(Repeat("<a>", depth) + Repeat("</a>", depth)));
        Assert.Equal(expected, Elements.Read(Repeat("<a>", depth - 1) + "<a/>" + Repeat("</a>", depth - 1)));
    }

    [Fact]
    public void Length_is_bounded_to_the_octet()
    {
        var longest = "<a>" + new string('x', Elements.MaxOctets - 7) + "</a>";

        Assert.Equal(OperationStatus.Done, Elements.Read(longest));
        Assert.Equal(OperationStatus.InvalidData, Elements.Read(" " + longest));
        Assert.Equal(OperationStatus.NeedMoreData, Elements.Read(new string(' ', Elements.MaxOctets - 1)));
        Assert.Equal(OperationStatus.InvalidData, Elements.Read(new string(' ', Elements.MaxOctets)));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
