using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Tests.Xml;

public sealed class XmlRelationTests
{
    [Theory]
    [InlineData("<a/>", "<b/>", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x/>", "<b:x/>", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x/>", "<a:x>{}", XmlRelationKind.Equal, "<a:x/>")]
    [InlineData("<a:x/>", "<a:x>{...}", XmlRelationKind.FirstInSecond, "<a:x/>")]
    [InlineData("<*>{...}", "<a:x/>", XmlRelationKind.SecondInFirst, "<a:x/>")]
    [InlineData("<*>{...}", "<*>{...}", XmlRelationKind.Equal, "<any/>")]
    [InlineData("<*/>", "<a:x>{ <b:y/> }", XmlRelationKind.Disjoint, null)]
    [InlineData("</a:x>", "<a:x/>", XmlRelationKind.Disjoint, null)]
    [InlineData("</a:x>", "</a:x>", XmlRelationKind.Equal, "</a:x>")]
    [InlineData("</a:x>", "</b:x>", XmlRelationKind.Disjoint, null)]
    public void Names_and_forms(string first, string second, XmlRelationKind kind, string? example) =>
        Compare(first, second, kind, example);

    [Theory]
    [InlineData("<s:s v=\"1\">", "<s:s>", XmlRelationKind.FirstInSecond, "<s:s v='1'>")]
    [InlineData("<s:s v=\"1\">", "<s:s v=\"2\">", XmlRelationKind.Disjoint, null)]
    [InlineData("<s:s v=\"1\">", "<s:s [v=\"2\"]>", XmlRelationKind.Disjoint, null)]
    [InlineData("<s:s v=\"1\">", "<s:s [v=\"1\"]>", XmlRelationKind.FirstInSecond, "<s:s v='1'>")]
    [InlineData("<s:s [v=\"1\"]>", "<s:s [v=\"2\"]>", XmlRelationKind.Overlapping, "<s:s>")]
    [InlineData("<s:s v=\"1\">", "<s:s w=\"1\">", XmlRelationKind.Overlapping, "<s:s v='1' w='1'>")]
    [InlineData("<s:s v=x:rule>", "<s:s v=rule>", XmlRelationKind.Equal, "<s:s v='rule'>")]
    [InlineData("<s:s v=$rule>", "<s:s v=rule>", XmlRelationKind.Equal, "<s:s v='rule'>")]
    [InlineData("<s:s v=rule>", "<s:s v=other>", XmlRelationKind.Overlapping, "<s:s v='rule'>")]
    [InlineData("<s:s v=\"1\">", "<s:s v=rule>", XmlRelationKind.FirstInSecond, "<s:s v='1'>")]
    [InlineData("<s:s a:v=\"1\">", "<s:s v=\"2\">", XmlRelationKind.Overlapping, "<s:s a:v='1' v='2'>")]
    public void Attributes(string first, string second, XmlRelationKind kind, string? example) => Compare(first, second, kind, example);

    [Theory]
    [InlineData("<a:x>{ <a:y/> }", "<a:x>{ [<a:y/>] }", XmlRelationKind.FirstInSecond, "<a:x><a:y/></a:x>")]
    [InlineData("<a:x>{ <a:y/> }", "<a:x>{ *<a:y/> }", XmlRelationKind.FirstInSecond, "<a:x><a:y/></a:x>")]
    [InlineData("<a:x>{ <a:y/> }", "<a:x>{ 2*3<a:y/> }", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ 1*3<a:y/> }", "<a:x>{ 2*4<a:y/> }", XmlRelationKind.Overlapping, "<a:x><a:y/><a:y/></a:x>")]
    [InlineData("<a:x>{ <a:y/> }", "<a:x>{ <a:z/> }", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ <a:y/>, ... }", "<a:x>{ <a:z/>, ... }", XmlRelationKind.Overlapping, "<a:x><a:y/><a:z/></a:x>")]
    [InlineData("<a:x>{ [<a:y/>], ... }", "<a:x>{ ... }", XmlRelationKind.FirstInSecond, "<a:x/>")]
    [InlineData("<a:x>{ [<a:y/>] }", "<a:x>{ [<a:z/>] }", XmlRelationKind.Overlapping, "<a:x/>")]
    [InlineData("<a:x>{ <a:y/> }", "<a:x>{ *<*>{...} }", XmlRelationKind.FirstInSecond, "<a:x><a:y/></a:x>")]
    [InlineData("<a:x>{ *<*/> }", "<a:x>{ <a:y>{ <a:z/> } }", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ <a:y>{ <a:z/> } }", "<a:x>{ <a:y/> }", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ <a:y v=\"1\"/> }", "<a:x>{ <a:y/> }", XmlRelationKind.FirstInSecond, "<a:x><a:y v='1'/></a:x>")]
    [InlineData("<a:x>{ rule }", "<a:x>{ rule }", XmlRelationKind.Equal, "<a:x>rule</a:x>")]
    [InlineData("<a:x>{ \"one\" }", "<a:x>{ \"two\" }", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ \"one\" }", "<a:x/>", XmlRelationKind.Disjoint, null)]
    [InlineData("<a:x>{ \"one\" }", "<a:x>{...}", XmlRelationKind.FirstInSecond, "<a:x>one</a:x>")]
    public void Contents(string first, string second, XmlRelationKind kind, string? example) => Compare(first, second, kind, example);

    [Theory]
    [InlineData("<a:x>", "<a:x>{ <a:y/> }", XmlRelationKind.FirstBeginsSecond, "<a:x>")]
    [InlineData("<a:x>{...}", "<a:x v=\"1\">", XmlRelationKind.SecondBeginsFirst, "<a:x v='1'>")]
    [InlineData("<a:x v=\"1\">", "<a:x v=\"2\"/>", XmlRelationKind.Disjoint, null)]
    [InlineData("<s:s>", "<*>{...}", XmlRelationKind.Disjoint, null)]
    public void A_start_tag_begins_what_has_its_name_but_is_no_element_in_a_stream(
        string first, string second, XmlRelationKind kind, string? example) =>
        Compare(first, second, kind, example);

    private static void Compare(string first, string second, XmlRelationKind kind, string? example)
    {
        var grammar = new XmlGrammar(first, second);
        var (one, other) = (grammar.Build(0)!, grammar.Build(1)!);

        Assert.Equal(new XmlComparison(kind, example), XmlRelation.Compare(one, other, grammar.Namespaces));
        Assert.Equal(Mirrored(kind), XmlRelation.Compare(other, one, grammar.Namespaces).Kind);
    }

    private static XmlRelationKind Mirrored(XmlRelationKind kind) => kind switch
    {
        XmlRelationKind.FirstInSecond => XmlRelationKind.SecondInFirst,
        XmlRelationKind.SecondInFirst => XmlRelationKind.FirstInSecond,
        XmlRelationKind.FirstBeginsSecond => XmlRelationKind.SecondBeginsFirst,
        XmlRelationKind.SecondBeginsFirst => XmlRelationKind.FirstBeginsSecond,
        _ => kind,
    };
}
