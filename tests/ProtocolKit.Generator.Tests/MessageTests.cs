using System.Text.RegularExpressions;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests;

/// <summary>Messages that are drawn at random from their own rules, and read by the parsers that were generated from these.</summary>
public class MessageTests
{
    public static TheoryData<string> Names => [.. ShippedGrammarTests.AllNames()];

    /// <summary>A message each, <c>m</c>, that begins with <c>M</c> or with a BER tag.</summary>
    public static TheoryData<string, string> Constructs => new()
    {
        { "values that nothing stands between", """m = "M" 1*( part:( ALPHA *DIGIT ) ) "." """ },
        { "values that nothing stands between, beside a size", """m = "M" 1*( part:( ALPHA *DIGIT ) ) "." size:uint8 octets($size)""" },
        { "values that may be empty", """m = "M" 1*( part:*ALPHA "," ) [ part:*DIGIT "!" ] "." """ },
        { "a message that ends with a value", """m = "M" word:ALPHA word:2DIGIT""" },
        { "a message that ends with a value, beside a size", """m = "M" size:uint8 octets($size) word:ALPHA word:2DIGIT""" },
        { "sizes that are a list", """m = "M" *( "{" [ "+" ] size:1*3DIGIT "}" octets($size) ) "." """ },
        { "sizes that their part follows at once", """m = "M" total:uint16 within($total, *( size:uint8 octets($size) ))""" },
        { "counts that are a list", """m = "M" total:uint16 within($total, *( count:uint8 $count( item:octets(2) ) ))""" },
        { "counts of sized parts", """m = "M" count:uint8 $count( size:uint16le octets($size) )""" },
        { "values before a literal", """m = "M" 1*( n:2DIGIT "ab" ) size:1*2DIGIT ":" octets($size)""" },
        { "ranges of little-endian numbers",
            """m = "M" a:uint16le(300..700) b:uint24le(255..70000) *( "," c:uint32le(65535..65536) ) "." size:uint16le(0..300) octets($size)""" },
        { "values before a field", """m = "M" 1*( n:2DIGIT octets(3) ) "." """ },
        { "hexadecimal sizes", """m = "M" *( *"0" size:( ( %x31-39 / %x41-46 / %x61-66 ) *2HEXDIG ) [ ";" *ALPHA ] CRLF octets($size) CRLF ) 1*"0" CRLF CRLF""" },
        { "a hexadecimal count", """m = "M" count:1HEXDIG $count( item:2ALPHA )""" },
        { "the last value of a list", """m = "M" *( "," key:2DIGIT ":" $key ) "." """ },
        { "one value twice", """m = "M" code:3DIGIT *( "-" text:*ALPHA CRLF $code ) SP CRLF""" },
        { "numbers of BER", """m = SEQUENCE { SEQUENCE OF n:INTEGER, SET OF e:ENUMERATED(1..300), SEQUENCE OF s:OCTETS, [last:INTEGER(1..9)] }""" },
        { "elements of BER", "m = SEQUENCE { SEQUENCE OF item, SEQUENCE OF SEQUENCE { name:OCTETS, SET OF value:OCTETS } }\nitem = a:INTEGER / b:ENUMERATED / c:BOOLEAN / CONTEXT 0 { d:INTEGER, ... } / d:OCTETS" },
        { "numbers of BER that are bounds", """m = SEQUENCE { n:INTEGER(0..127), n:INTEGER(128..255), n:INTEGER(0..9223372036854775807), f:INTEGER, INTEGER $f }""" },
        { "records", """m = "M" *( "," offer:( word:1*ALPHA [ "=" [ argument:1*DIGIT ] ] *( ";" flag:1*ALPHA ) ) ) "." """ },
        { "records that nothing stands between", """m = "M" 1*( item:( key:ALPHA *"-" value:*DIGIT ) ) "." """ },
        { "records of two shapes", """m = "M" *( "," offer:( a:1*ALPHA ) ) [ "!" offer:( b:1*DIGIT [ "x" a:1*DIGIT ] ) ] "." """ },
        { "records whose labels are those of others", """m = "M" key:ALPHA *( "," first:( key:1*ALPHA ) ) *( ";" second:( key:1*DIGIT "=" $key ) ) "." """ },
        { "records within records", """m = "M" *( "," outer:( name:1*ALPHA *( ":" inner:( name:1*DIGIT [ "=" value:*ALPHA ] ) ) ) ) "." """ },
        { "lists within records within records", """m = "M" *( "[" outer:( *( inner:( key:ALPHA *( sub:1*DIGIT ";" ) ) ) ) "]" ) "." """ },
        { "records within records that nothing stands between", """m = "M" 1*( outer:( name:"<" *( inner:( key:ALPHA *( sub:DIGIT ) ) ) ) ) "." """ },
        { "records within records whose values may be empty", """m = "M" 1*( outer:( *( sub:*DIGIT ":" ) "/" *( inner:( *( part:*ALPHA "-" ) "=" ) ) "!" ) ) "." """ },
        { "records within records within records", """m = "M" *( "," a:( b:ALPHA *( "(" c:( d:DIGIT *( e:( f:ALPHA *( "=" g:*DIGIT ) ) ) ) ")" ) ) ) "." """ },
        { "records within records of BER", "m = SEQUENCE { SEQUENCE OF a:SEQUENCE { b:INTEGER, SET OF c:SEQUENCE { d:INTEGER, SEQUENCE OF e:INTEGER }, SET OF f:OCTETS } }" },
        { "records within records of counts",
            """m = "M" count:uint8 $count( item:( n:uint8 $n( pair:( left:uint8 k:uint8 $k( right:octets(2) ) ) ) ) )""" },
        { "records of any octets", """m = "M" *( "," pair:( key:1*( ALPHA / %x80-FF ) *( "=" value:1*( ALPHA / %x80-FF ) ) ) ) *( ";" text:*%x80-FF ) "." """ },
        { "records with a value that is repeated", """m = "M" *( "," pair:( key:2DIGIT "=" $key ) ) "." """ },
        { "records that may be of nothing", """m = "M" *( "," item:( [ a:1*ALPHA ] [ "1" b:*DIGIT ] ) ) "." """ },
        { "records of sizes", """m = "M" total:uint16 within($total, *( option:( type:uint8 size:uint8 data:octets($size) ) ))""" },
        { "records of counts", """m = "M" count:uint8 $count( item:( kind:uint8 n:uint8 $n( number:uint16 ) ) )""" },
        { "records of counts within a list", """m = "M" total:uint16 within($total, *( set:( kind:uint8(1..9) n:uint8(0..3) $n( pair:( left:uint8 right:octets(2) ) ) ) ))""" },
        { "records beside a size", """m = "M" *( "," offer:( word:1*ALPHA [ "=" argument:*DIGIT ] *( ";" flag:1*ALPHA ) ) ) "." size:uint8 octets($size)""" },
        { "records that nothing stands between, beside a size", """m = "M" 1*( item:( [ "-" ] key:ALPHA value:*DIGIT ) ) "." size:uint8 octets($size)""" },
        { "records of BER",
            "m = SEQUENCE { SEQUENCE OF attribute:SEQUENCE { type:OCTETS, SET OF value:OCTETS, [last:INTEGER] }, extra:OCTETS }" },
        { "known words", """m = "M" *( SP word:( "AB" / "C" / %s"De" / 1*ALPHA ) ) "." """ },
        { "the name of the host", """m = "M" SP $host SP [ "x" $host ] CRLF""" },
        { "the name of the host in BER", """m = SEQUENCE { OCTETS $host, INTEGER }""" },
    };

    /// <summary>The message <c>m</c> of XML.</summary>
    public static TheoryData<string, string> XmlConstructs => new()
    {
        { "attributes", """m = <tls:m to=to:name [from=from:name] version="1.0">{ ... }""" },
        { "rows of texts", """m = <tls:m>{ *<row>{ cell:name } }""" },
        { "a list among others", """m = <tls:m>{ *<row kind=kind:name>{ cell:name }, [there:<tls:there/>], ... }""" },
        { "a list within", """m = <tls:m>{ <in>{ *<row>{ cell:name }, ... }, [<why>{ [text:name] }] }""" },
        { "a list of attributes within", """m = <tls:m>{ <in>{ *<row kind=kind:name>{ ... }, ... }, ... }""" },
        { "a list further within", """m = <tls:m>{ [<why/>], <in>{ <deep>{ *<row>{ cell:name }, ... }, ... } }""" },
        { "a list within several", """m = <tls:m>{ *<in>{ *<row>{ cell:name }, [<why/>] } }""" },
        { "texts that may be absent", """m = <tls:m>{ *<row>{ [cell:name] }, [<note>{ [note:name] }] }""" },
        { "a label at two places", """m = <tls:m>{ [<one>{ who:name }], [<two>{ who:name }] }""" },
        { "the name of the host", """m = <tls:m from=$host>{ <who>{ $host }, [<also to=$unicode-host/>] }""" },
        { "a value twice", """m = <tls:m>{ <one>{ "a & b" }, <two is="'quoted'"/> }""" },
        { "a start tag", """m = <tls:m to=to:name [lang=lang:name]>""" },
        { "any name", """m = <*>{ ... }""" },
    };

    /// <summary>The constructs, as grammars that can be compiled together.</summary>
    internal static IReadOnlyList<(string Path, string Text)> ConstructFiles() =>
        [.. Constructs.Select((row, number) =>
            ($"invented{number}.protocol",
            Grammar((string)row[1]).Replace("protocol invented", $"protocol invented{number}", StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(XmlConstructs))]
    public void Every_construct_of_XML_is_read_however_it_is_spelled_and_cut(string construct, string rules)
    {
        var grammars = CompiledGrammars.Compile(("invented.protocol", XmlGrammar(rules)));

        var drawn = MessageProperties.Check(grammars, grammars.Protocols[0], seed: 13, sentences: 80);

        Assert.All(drawn, message => Assert.True(message.Value > 40, $"{construct}: {message.Key}: {message.Value} sentences"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_message_of_a_shipped_grammar_is_read_however_it_is_cut(string name)
    {
        var grammars = CompiledGrammars.Compile(ShippedGrammarTests.Files(name));

        var drawn = MessageProperties.Check(grammars, grammars.Protocols[^1], seed: 7, sentences: 40);

        Assert.All(drawn, message => Assert.True(message.Value > 20, $"{message.Key}: {message.Value} sentences"));
    }

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Every_construct_is_read_however_it_is_cut(string construct, string rules)
    {
        var grammars = CompiledGrammars.Compile(("invented.protocol", Grammar(rules)));

        var drawn = MessageProperties.Check(grammars, grammars.Protocols[0], seed: 11, sentences: 80);

        Assert.All(drawn, message => Assert.True(message.Value > 40, $"{construct}: {message.Key}: {message.Value} sentences"));
    }

    /// <summary>One parser reads them, and labels of one name stand elsewhere in each.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Constructs_are_read_beside_each_other(int seed)
    {
        var rules = Constructs.Select(row => (string)row[1]).ToArray();
        new Random(seed).Shuffle(rules);
        var files = rules.Chunk(8).Select((chunk, number) => ($"beside{number}.protocol", Beside($"beside{number}", chunk)));
        var grammars = CompiledGrammars.Compile([.. files]);

        var drawn = grammars.Protocols.SelectMany(protocol => MessageProperties.Check(grammars, protocol, seed, sentences: 8));

        Assert.All(drawn, message => Assert.True(message.Value > 3, $"{message.Key}: {message.Value} sentences"));
    }

    [Theory]
    [InlineData("""a = "A" SP x:( y:w "," z:w ) CRLF""", """b = "B" SP z:w "," y:w CRLF""")]
    [InlineData("""a = "A" *( SP r:( key:w [ "=" val:w ] ) ) CRLF""", """b = "B" *( SP r:( "<" key:w [ "=" val:w ] ">" ) ) CRLF""")]
    [InlineData("""a = "A" *( SP r:( key:w [ "=" val:w ] ) ) CRLF""", """b = "B" *( SP r:( *( l:w "/" ) "." key:w ) ) CRLF""")]
    [InlineData("""a = "A" *( SP r:( key:w "," cap:w ) ) CRLF""", """b = "B" *( SP r:( cap:w "," key:w ) ) ";" cap:w CRLF""")]
    [InlineData("""a = "A" *( x:( key:ALPHA *DIGIT ) ) CRLF""", """b = "B" *( x:( "," x-last:ALPHA key:ALPHA *DIGIT ) ) CRLF""")]
    public void A_label_may_begin_where_another_one_does_in_one_message_alone(string one, string other)
    {
        var text = $"protocol two\nport 7001\nw = 1*9( ALPHA / DIGIT )\n{one}\n{other}\ngo = \"GO\" CRLF\nno = \"NO\" CRLF\n"
            + "dialogue\nS: go / a => refused\nC: \"N\" CRLF\nS: go / b => refused\nC: \"S\" CRLF\nS: go / no => refused\nTLS\n";
        var grammars = CompiledGrammars.Compile(("two.protocol", text));

        MessageProperties.Check(grammars, grammars.Protocols[0], seed: 5, sentences: 40);
    }

    [Theory]
    [InlineData("m = SEQUENCE { SEQUENCE OF n:INTEGER }", "3082FFFF3082FFFF", "020107", "")]
    [InlineData("m = SEQUENCE { SET OF s:OCTETS }", "3082FFFF3182FFFF", "0401FF", "")]
    [InlineData("m = SEQUENCE { SEQUENCE OF SEQUENCE { a:BOOLEAN } }", "3082FFFF3082FFFF", "30030101FF", "")]
    [InlineData("""m = "M" 1*( word:ALPHA "," ) "." """, "4D", "412C", "2E")]
    public void The_limit_on_items_is_the_same_however_they_come(string rule, string head, string item, string end)
    {
        var grammars = CompiledGrammars.Compile(("invented.protocol", Grammar(rule)));
        var message = grammars.Protocols[0].Messages.Single(message => message.Name == "m");

        Assert.StartsWith("Done", Read(100), StringComparison.Ordinal);
        Assert.StartsWith("InvalidData", Read(101), StringComparison.Ordinal);

        string Read(int items)
        {
            var contents = string.Concat(Enumerable.Repeat(item, items)) + end;
            var length = contents.Length / 2;
            var begin = head.Replace("FFFF", "{}", StringComparison.Ordinal);
            if (begin.Contains("{}", StringComparison.Ordinal))
                begin = $"{begin[..4]}{length + 4:X4}{begin[6..10]}{length:X4}";
            var octets = Convert.FromHexString(begin + contents);
            var atOnce = grammars.Read(grammars.Protocols[0], message, octets, new DrawnValues(), octets.Length);
            var inParts = grammars.Read(
                grammars.Protocols[0], message, octets, new DrawnValues(), [.. Enumerable.Range(0, octets.Length + 1)]);
            Assert.Equal(atOnce.Split(' ')[0], inParts.Split(' ')[0]);
            return inParts;
        }
    }

    [Fact]
    public void A_hexadecimal_size_is_a_number()
    {
        var grammars = CompiledGrammars.Compile(("invented.protocol", Grammar("""m = "M" 1*( size:1*8HEXDIG CRLF octets($size) CRLF ) "." """)));
        var message = grammars.Protocols[0].Messages.Single(message => message.Name == "m");

        Assert.Equal(LabelKind.Hexadecimal, Assert.Single(message.Labels).Kind);
        Assert.EndsWith(
            " size=10;size=26;size=0; size=10@0;size=26@0;size=0@0;",
            Read("M0A\r\n0123456789\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n."), StringComparison.Ordinal);
        Assert.StartsWith("InvalidData", Read("MFFFFFFFF\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("InvalidData", Read("M00002000\r\n"), StringComparison.Ordinal);

        string Read(string text) =>
            grammars.Read(grammars.Protocols[0], message, System.Text.Encoding.ASCII.GetBytes(text), new DrawnValues(), text.Length);
    }

    private static string XmlGrammar(string rules) =>
        $$"""
        protocol invented
        port  7001
        limit 8192 octets, 100 items, 8 deep

        namespace     "urn:invented"
        namespace tls "urn:invented:tls"

        name = 1*32( %x20-7E )
        ask = <tls:ask to=host:name/>
        yes = <tls:yes/>
        no  = <tls:no>{ [why:name] }
        {{rules}}

        dialogue
        C: ask
        S: yes   / no => refused   / m => refused
        TLS

        says
        no shortest
        """;

    /// <summary>A grammar whose client reads several messages <c>m</c>, one after the other.</summary>
    private static string Beside(string name, string[] rules)
    {
        var lines = rules.Select((_, i) => $"C: \"A{i}\" CRLF\nS: yes / m{i} => refused");
        var own = rules.Select((rule, i) => Regex.Replace(Regex.Replace(rule, @"^m =", $"m{i} ="), @"\bitem(?= =|,)", $"item{i}"));
        return Grammar(string.Join('\n', own)).Replace("protocol invented", $"protocol {name}", StringComparison.Ordinal)
            .Replace("   / m => refused", "\n" + string.Join('\n', lines), StringComparison.Ordinal);
    }

    private static string Grammar(string rules) =>
        $$"""
        protocol invented
        port  7001
        limit 8192 octets, 100 items, 8 deep

        ask = "ASK" SP host:1*63( ALPHA / DIGIT / "-" / "." ) CRLF
        yes = "YES" CRLF
        no  = "NO" CRLF
        {{rules}}

        dialogue
        C: ask
        S: yes   / no => refused   / m => refused
        TLS
        """;
}
