using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Tests.Xml;

public sealed class XmlPatternBuilderTests
{
    [Theory]
    [InlineData("<q:x/>", "PK002", "q")]
    [InlineData("<a:x>{ <q:x/> }", "PK002", "q")]
    [InlineData("<a:x q:v=\"1\"/>", "PK002", "q")]
    [InlineData("<a:x v=\"1\" v=rule/>", "PK003", "v=rule")]
    [InlineData("<a:x>{ <a:y/>, [<a:y>{...}] }", "PK020", "[<a:y>{...}]")]
    [InlineData("<a:x>{ <a:y> }", "PK001", "<a:y>")]
    [InlineData("<a:x>{ </a:y> }", "PK001", "</a:y>")]
    [InlineData("<a:x>{ rule, other }", "PK005", "other")]
    [InlineData("<a:x>{ rule, <a:y/> }", "PK005", "<a:x>{ rule, <a:y/> }")]
    [InlineData("<a:x>{ rule, ... }", "PK005", "<a:x>{ rule, ... }")]
    [InlineData("<a:x>{ <a:x>{ <a:x>{ <a:x>{ <a:x/> } } } }", "PK005", "<a:x/>")]
    [InlineData("<a:x>{ <*>{...} }", "PK005", "<*>{...}")]
    [InlineData("<a:x>{ [<*/>] }", "PK005", "<*/>")]
    public void What_can_not_be_read_is_reported_where_it_stands(string element, string id, string marked)
    {
        var grammar = new XmlGrammar(element);

        Assert.Null(grammar.Build(0));
        Assert.Equal([(id, marked)], grammar.Findings);
    }

    [Theory]
    [InlineData("<a:x v=p:rule w=p:rule/>")]
    [InlineData("<a:x>{ [<a:y>{ <a:z>{ p:rule } }], [<b:y>{ <a:z>{ p:rule } }] }")]
    public void A_list_over_places_of_different_parents_is_reported(string element)
    {
        var grammar = new XmlGrammar(element);

        Assert.Null(grammar.Build(0));
        Assert.Equal(["PK003"], grammar.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void More_labels_than_a_cursor_holds_are_reported()
    {
        var grammar = new XmlGrammar($"<a:x {string.Join(' ', Enumerable.Range(0, 17).Select(i => $"v{i}=p{i}:rule"))}/>");

        Assert.Null(grammar.Build(0));
        Assert.Equal(["PK005"], grammar.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void Labels_are_values_lists_or_presences()
    {
        var pattern = new XmlGrammar("<a:x v=p:rule [w=q:rule]>{ [r:<a:y/>], *<b:y u=t:rule>{ s:rule } }").Build(0)!;

        Assert.Equal(
            [("p", false, false, 0), ("q", false, true, 2), ("r", false, true, 4), ("t", true, true, 5), ("s", true, true, 9)],
            XmlLabel.Find(pattern).Select(label => (label.Name, label.IsList, label.IsOptional, label.Register)));
    }

    [Theory]
    [InlineData("<a:x>{ *<a:y>{ p:rule } }", true)]
    [InlineData("<a:x>{ [<a:y>{ 1*<b:z v=\"1\">{ p:rule } }], ... }", true)]
    [InlineData("<a:x>{ *<a:y>{ p:rule }, ... }", false)]
    [InlineData("<a:x>{ *<a:y>{ p:rule }, [<b:z/>] }", false)]
    [InlineData("<a:x>{ *<a:y>{ *<b:z>{ p:rule } } }", false)]
    [InlineData("<a:x>{ *<a:y v=p:rule/> }", false)]
    public void A_row_of_texts_has_nothing_between(string element, bool isRow)
    {
        var label = Assert.Single(XmlLabel.Find(new XmlGrammar(element).Build(0)!));

        Assert.True(label.IsList);
        Assert.Equal(isRow, label.IsRow);
    }

    [Fact]
    public void Equal_elements_make_equal_patterns()
    {
        const string Element = "<a:x v=p:rule>{ [r:<a:y/>], *<b:y>{ s:rule }, ... }";
        var grammar = new XmlGrammar(Element, Element);

        Assert.Equal(grammar.Build(0), grammar.Build(1));
        Assert.Equal(grammar.Build(0)!.GetHashCode(), grammar.Build(1)!.GetHashCode());
    }

    [Fact]
    public void A_pattern_is_spelled_as_the_grammar_spells_it()
    {
        const string Element = "<a:x [v=p:rule] w=\"1\" u=$q>{ [r:<a:y/>], *<b:y>{ s:rule }, ... }";

        Assert.Equal(Element, new XmlGrammar(Element).Build(0)!.Source);
    }
}
