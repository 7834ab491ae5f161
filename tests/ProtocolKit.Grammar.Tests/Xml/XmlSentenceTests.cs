namespace ProtocolKit.Grammar.Tests.Xml;

public sealed class XmlSentenceTests
{
    private const string Stream = "<s:s>";

    [Theory]
    [InlineData("<a:x/>", "<x xmlns='urn:a'/>")]
    [InlineData("<a:x>{ <a:y/> }", "<x xmlns='urn:a'><y/></x>")]
    [InlineData("<a:x>{ <b:y/>, <a:z/> }", "<x xmlns='urn:a'><y xmlns='urn:b'/><z/></x>")]
    [InlineData("<a:x>{ <s:y/>, <y/> }", "<x xmlns='urn:a'><s:y/><y xmlns='urn:default'/></x>")]
    [InlineData("<x>{ <s:y/>, <y/> }", "<x><s:y/><y/></x>")]
    [InlineData("<s:x>{ <a:y/> }", "<s:x><y xmlns='urn:a'/></s:x>")]
    [InlineData("<s:s v=\"1\">", "<?xml version='1.0'?><s:s xmlns='urn:default' xmlns:s='urn:stream' v='1'>")]
    [InlineData("</s:s>", "</s:s>")]
    [InlineData("<s:x>{ [<a:y/>], *<a:z/>, 2*<b:z/>, ... }", "<s:x><z xmlns='urn:b'/><z xmlns='urn:b'/></s:x>")]
    [InlineData("<s:x>{ l:<a:y>{...} }", "<s:x><y xmlns='urn:a'/></s:x>")]
    [InlineData("<s:x [v=\"1\"] w=\"<'&>\"/>", "<s:x w='&lt;&apos;&amp;&gt;'/>")]
    [InlineData("<s:x b:v=\"1\" s:w=\"2\"/>", "<s:x xmlns:b='urn:b' b:v='1' s:w='2'/>")]
    [InlineData("<s:x>{ \"a<b\" }", "<s:x>a&lt;b</s:x>")]
    public void What_is_constant_is_written_at_once(string element, string expected) =>
        Assert.Equal($"writer.Write(\"{expected}\"u8);", new XmlGrammar(element, Stream).Write(0));

    [Fact]
    public void Without_a_stream_every_message_declares_its_namespace()
    {
        var grammar = new XmlGrammar("<x>{ <y/> }", "<s:x/>");

        Assert.Equal("writer.Write(\"<x xmlns='urn:default'><y/></x>\"u8);", grammar.Write(0));
        Assert.Equal("writer.Write(\"<x xmlns='urn:stream'/>\"u8);", grammar.Write(1));
    }

    [Fact]
    public void Values_are_written_escaped() => Assert.Equal(
        """
        writer.Write("<?xml version='1.0'?><s:s xmlns='urn:default' xmlns:s='urn:stream' to='"u8);
        writer.WriteEscaped(host);
        writer.Write("' id='"u8);
        writer.WriteEscaped(id);
        writer.Write("'>"u8);
        """,
        new XmlGrammar("<s:s to=host:name id=$id>").Write(0));

    [Fact]
    public void A_list_repeats_the_element_around_its_values() => Assert.Equal(
        """
        writer.Write("<s:x><y xmlns='urn:a'>"u8);
        foreach (var value in items)
        {
            writer.Write("<z>"u8);
            writer.WriteEscaped(value);
            writer.Write("</z>"u8);
        }
        writer.Write("</y></s:x>"u8);
        """,
        new XmlGrammar("<s:x>{ <a:y>{ *<a:z>{ $item } } }", Stream).Write(0));

    [Theory]
    [InlineData("<*>{...}", "<*>{...}")]
    [InlineData("<a:x v=rule/>", "rule")]
    [InlineData("<a:x>{ rule }", "rule")]
    public void What_nothing_determines_is_reported(string element, string marked)
    {
        var grammar = new XmlGrammar(element);

        Assert.Null(grammar.Write(0));
        Assert.Equal([("PK040", marked)], grammar.Findings);
    }
}
