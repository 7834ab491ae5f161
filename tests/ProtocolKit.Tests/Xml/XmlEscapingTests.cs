using System.Text;
using System.Xml.Linq;
using CsCheck;

namespace ProtocolKit.Tests.Xml;

public sealed class XmlEscapingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("<&>'\"", "&lt;&amp;&gt;&apos;&quot;")]
    [InlineData("a\r\nb\t", "a&#13;&#10;b&#9;")]
    public void What_XML_would_take_for_its_own_becomes_a_reference(string value, string expected) => Assert.Equal(expected, Escape(value));

    [Fact]
    public void A_value_comes_back_from_an_attribute_and_from_a_text() => Gen.String[Gen.Char[' ', '~'], 0, 20].Sample(value =>
    {
        var element = XElement.Parse($"<a b='{Escape(value)}'>{Escape(value)}</a>", LoadOptions.PreserveWhitespace);
        Assert.Equal(value, (string?)element.Attribute("b"));
        Assert.Equal(value, element.Value);
    });

    private static string Escape(string value)
    {
        var writer = new OctetWriter(stackalloc byte[4]);
        try
        {
            writer.WriteEscaped(Encoding.UTF8.GetBytes(value));
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }
}
