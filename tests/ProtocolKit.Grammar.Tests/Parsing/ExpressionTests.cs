using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Tests.Parsing;

public class ExpressionTests
{
    [Theory]
    [InlineData("\"abc\"", "'abc'")]
    [InlineData("%i\"abc\"", "'abc'")]
    [InlineData("%s\"Abc\"", "s'Abc'")]
    [InlineData("%S\"Abc\"", "s'Abc'")]
    [InlineData("\"a;b\" ; a comment", "'a;b'")]
    [InlineData("\"\"", "''")]
    [InlineData("%x0D", "x0D")]
    [InlineData("%x0D.0A", "x0D0A")]
    [InlineData("%d13.10", "x0D0A")]
    [InlineData("%b1010", "x0A")]
    [InlineData("%x21-7e", "x21-7E")]
    [InlineData("%d33-126", "x21-7E")]
    public void Text_and_octets(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("a b c", "seq(a, b, c)")]
    [InlineData("a / b c / d", "alt(a, seq(b, c), d)")]
    [InlineData("( a / b ) c", "seq(alt(a, b), c)")]
    [InlineData("[ a / b ] c", "seq(opt(alt(a, b)), c)")]
    [InlineData("((a))", "a")]
    [InlineData("a (b)", "seq(a, b)")]
    public void Sequences_and_alternatives(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("a - b", "except(a, b)")]
    [InlineData("a b - c d", "seq(a, except(b, c), d)")]
    [InlineData("a - b - c", "except(except(a, b), c)")]
    [InlineData("1*a - 2b", "except(rep[1..](a), rep[2..2](b))")]
    [InlineData("[a] - ( b / c )", "except(opt(a), alt(b, c))")]
    [InlineData("x:1*a - b c", "seq(x:except(rep[1..](a), b), c)")]
    [InlineData("a-b", "a-b")]
    public void Differences(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("*\"x\"", "rep[0..]('x')")]
    [InlineData("1*DIGIT", "rep[1..](DIGIT)")]
    [InlineData("*5DIGIT", "rep[0..5](DIGIT)")]
    [InlineData("2*5DIGIT", "rep[2..5](DIGIT)")]
    [InlineData("2DIGIT", "rep[2..2](DIGIT)")]
    [InlineData("1*( SP a:b )", "rep[1..](seq(SP, a:b))")]
    [InlineData("*a:b c", "seq(rep[0..](a:b), c)")]
    [InlineData("a:1*5DIGIT", "a:rep[1..5](DIGIT)")]
    [InlineData("2[a]", "rep[2..2](opt(a))")]
    [InlineData("*<p:e>{ x }", "rep[0..](<p:e>{x})")]
    public void A_repetition_binds_to_the_element_behind_it(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("a:b", "a:b")]
    [InlineData("a:[b] c", "seq(a:opt(b), c)")]
    [InlineData("a:( b / c )", "a:alt(b, c)")]
    [InlineData("code:c", "code:c")]
    [InlineData("$a", "$a")]
    [InlineData("a(\"220\")", "a!('220')")]
    [InlineData("a(\"4\" 2DIGIT)", "a!(seq('4', rep[2..2](DIGIT)))")]
    [InlineData("a(\"NO\" / \"BAD\")", "a!(alt('NO', 'BAD'))")]
    [InlineData("a(1, 0x10, b)", "a!(#1, #16, b)")]
    [InlineData("a(b(c))", "a!(b!(c))")]
    [InlineData("l:a(b)", "l:a!(b)")]
    public void Labels_values_and_calls(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("uint8", "u1")]
    [InlineData("uint24le(1..255)", "u3le[1..255]")]
    [InlineData("uint16(8)", "u2[8]")]
    [InlineData("uint32($n)", "u4[$n]")]
    [InlineData("uint64(0xFF)", "u8[255]")]
    [InlineData("uint16(n)", "u2[n]")]
    [InlineData("octets(8) octets($n) octets($n - 4)", "seq(octets(8), octets($n), octets($n-4))")]
    [InlineData("within($n - 4, uint16(3) rest)", "within($n-4, seq(u2[3], rest))")]
    [InlineData("within($n, a / b)", "within($n, alt(a, b))")]
    [InlineData("$n( a b )", "$n*(seq(a, b))")]
    [InlineData("$n ( a b )", "seq($n, seq(a, b))")]
    public void Numbers_and_counted_octets(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("SEQUENCE", "Sequence")]
    [InlineData("SEQUENCE { a, [b], c / d, ... }", "Sequence{a, opt(b), alt(c, d), ...}")]
    [InlineData("SEQUENCE {...}", "Sequence{...}")]
    [InlineData("SEQUENCE {}", "Sequence{}")]
    [InlineData("SEQUENCE OF SET OF a:OCTETS", "Sequence of Set of a:Octets")]
    [InlineData("INTEGER", "Integer")]
    [InlineData("INTEGER 0", "Integer[0]")]
    [InlineData("INTEGER(1..9)", "Integer[1..9]")]
    [InlineData("INTEGER $id", "Integer[$id]")]
    [InlineData("ENUMERATED code", "Enumerated[code]")]
    [InlineData("ENUMERATED 51 / ENUMERATED 52", "alt(Enumerated[51], Enumerated[52])")]
    [InlineData("BOOLEAN", "Boolean")]
    [InlineData("BOOLEAN TRUE", "Boolean[True]")]
    [InlineData("OCTETS", "Octets")]
    [InlineData("OCTETS \"a\"", "Octets('a')")]
    [InlineData("OCTETS a", "Octets(a)")]
    [InlineData("OCTETS $a", "Octets($a)")]
    [InlineData("APPLICATION 23 { CONTEXT 0 a }", "Application[23]{Context[0](a)}")]
    [InlineData("APPLICATION tag { a }", "Application[tag]{a}")]
    [InlineData("APPLICATION 2 \"\"", "Application[2]('')")]
    [InlineData("CONTEXT 3 {...}", "Context[3]{...}")]
    [InlineData("CONTEXT 7", "Context[7]")]
    public void Ber(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("<p:e>", "<p:e>")]
    [InlineData("<e>", "<e>")]
    [InlineData("<p:e/>", "<p:e/>")]
    [InlineData("</p:e>", "</p:e>")]
    [InlineData("<*>", "<*>")]
    [InlineData("<*>{...}", "<*>{...}")]
    [InlineData(
        "<p:e to=host:name [from=$host] version=\"1.0\" xml:lang=tongue/>",
        "<p:e to=host:name from?=$host version='1.0' xml:lang=tongue/>")]
    [InlineData("<e a=b>", "<e a=b>")]
    [InlineData("<e [a=b]>", "<e a?=b>")]
    [InlineData("<p:e>{ [o:<q:f>{...}], *<q:g>{ m:text }, h, ... }", "<p:e>{opt(o:<q:f>{...}), rep[0..](<q:g>{m:text}), h, ...}")]
    public void Xml(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Theory]
    [InlineData("<any CHAR except CR and LF>", "prose(any CHAR except CR and LF)")]
    [InlineData("1*<any TEXT-CHAR except \"]\">", "rep[1..](prose(any TEXT-CHAR except \"]\"))")]
    [InlineData("<\"> a <\">", "seq('\"', a, '\"')")]
    [InlineData("<the host; its name> b", "seq(prose(the host; its name), b)")]
    [InlineData("<see RFC 1034, section 3>", "prose(see RFC 1034, section 3)")]
    public void Prose_is_told_from_xml(string text, string tree) => Assert.Equal(tree, Reading.Expression(text));

    [Fact]
    public void Keywords_are_keywords_only_as_spelled() =>
        Assert.Equal("seq(Rest, Sequence, integer, OF)", Reading.Expression("Rest Sequence integer OF"));

    [Fact]
    public void An_element_may_go_on_over_several_lines() =>
        Assert.Equal("<p:e to=host:name version='1.0'>{a, b}", Reading.Expression(
            """
            <p:e
               to=host:name   ; who is asked
               version="1.0">{
                 a,

                 b }
            """));

    [Fact]
    public void Every_node_knows_its_place()
    {
        const string Text = "protocol p\nrule(a) = *( SP l:[ a ] ) ; comment\n   / within($n - 4, uint8(1..2) </p:e>)  ; end\n";
        var rule = Assert.Single(Reading.File(Text).Rules);
        var alternatives = Assert.IsType<AlternationSyntax>(rule.Body);
        var turns = Assert.IsType<RepetitionSyntax>(alternatives.Options[0]);
        var within = Assert.IsType<WithinSyntax>(alternatives.Options[1]);

        Assert.Equal("rule(a) = *( SP l:[ a ] ) ; comment\n   / within($n - 4, uint8(1..2) </p:e>)", Of(rule.Span));
        Assert.Equal("a", Of(rule.Parameters[0].Span));
        Assert.Equal("*( SP l:[ a ] ) ; comment\n   / within($n - 4, uint8(1..2) </p:e>)", Of(alternatives.Span));
        Assert.Equal("*( SP l:[ a ] )", Of(turns.Span));
        Assert.Equal("SP l:[ a ]", Of(turns.Item.Span));
        Assert.Equal("$n - 4", Of(within.Size.Span));
        Assert.Equal("$n", Of(within.Size.Value!.Span));
        Assert.Equal("uint8(1..2) </p:e>", Of(within.Body.Span));

        string Of(TextSpan span) => Text.Substring(span.Start, span.Length);
    }
}
