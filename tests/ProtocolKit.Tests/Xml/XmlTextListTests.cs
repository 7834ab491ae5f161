using System.Text;

namespace ProtocolKit.Tests.Xml;

public sealed class XmlTextListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("<a>one</a>", "one;")]
    [InlineData("<a>one</a><a>two</a>", "one;two;")]
    [InlineData(" <p:a >one</p:a >\r\n<a>> two ></a>", "one;> two >;")]
    [InlineData("<a> one\n</a><a>\t</a><a>&lt;&#x74;wo&#32;</a>", "one;;<two ;")]
    [InlineData("<a/><a></a><a b='/'/><a b='/'>three</a>", ";;;three;")]
    [InlineData("<a>1</a ><a>></a><a>2</a\n><a/><a>3</a><ab>4</ab><a>5</a>", "1;>;2;;3;4;5;")]
    [InlineData("<a b='1'> 1</a><a b='1'>&gt;</a><a b='1'></a><a b='1'>2 </a>", "1;>;;2;")]
    [InlineData("<a b='>' c=\"'/>\" >one</a><a b='>'/>", "one;;")]
    public void Texts_come_in_their_order(string elements, string expected)
    {
        var texts = new StringBuilder();
        foreach (var text in new XmlTextList(Encoding.UTF8.GetBytes(elements)))
            texts.Append(Encoding.UTF8.GetString(text)).Append(';');

        Assert.Equal(expected, texts.ToString());
    }
}
