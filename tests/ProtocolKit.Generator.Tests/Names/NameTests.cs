using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Generator.Tests.Names;

/// <summary>Whatever the parts of a grammar are called, what is generated compiles without a warning.</summary>
public class NameTests
{
    private const int Batch = 24;

    /// <summary>Text, with a name for everything that has one: messages, labels alone and in lists, parameters, fresh values, rules of
    /// values.</summary>
    private const string Text =
        """
        protocol NUMBER
        port 7001
        parameter NAME-1 : NAME-rule = "me"
        parameter NAME1  : *digits
        parameter NAME-2 : 1*8DIGIT = "7"
        fresh NAME-3 : 4ALPHA
        digits    = 1*8DIGIT
        NAME-rule = 1*8ALPHA
        NAME      = "HELLO" SP NAME:1*8ALPHA *( SP NAME-4:1*8DIGIT ) [ SP NAME--4:1*8ALPHA ] CRLF
        has-NAME  = NAME-3:4ALPHA "START" SP has-NAME:1*8ALPHA *( SP NAME-start:1*8ALPHA ) CRLF
        NAME-5    = $NAME-3 "YES" [ SP NAME-5:1*8ALPHA ] CRLF
        NAME5     = $NAME-3 "NO" SP NAME5:1*4DIGIT *( SP NAME-5:1*8ALPHA ) CRLF
        NAME-7    = $NAME-3 "SEE" *( SP NAME-8:( NAME:words [ "=" NAME-9:1*8DIGIT ] *( ";" NAME-list:1*8ALPHA ) ) )
                    *( "," NAME-list:( NAME-8:words *( ";" NAME:( NAME-list:1*8DIGIT ) ) ) ) CRLF
        words     = "NAME" / "kind" / "Unknown" / 1*40( ALPHA / DIGIT / "-" )
        dialogue
        S: NAME
        C: has-NAME  if NAME-4 or NAME "x" or NAME--4 or unknown
        S: NAME-5    / NAME5 => refused  / NAME-7 => unavailable
        TLS
        C: has-NAME  if NAME-2 "7" else skip
        S: NAME-5    / NAME5 => refused
        any time
        S: "PING" SP NAME-6:1*8ALPHA CRLF   C: "PONG" SP $NAME-6 CRLF
        says
        NAME      "HELLO " $NAME-1 *( SP $NAME1 ) " 7" CRLF
        has-NAME  $NAME-3 "START " $NAME-1 CRLF
        NAME5     $NAME-3 "NO 4" CRLF
        NAME-7    $NAME-3 "SEE" CRLF
        """;

    private const string Binary =
        """
        protocol NUMBER
        port 7001
        fresh NAME-1 : INTEGER(1..1000)
        parameter NAME : 1*8ALPHA = "me"
        NAME-ask = SEQUENCE { NAME-1:INTEGER(1..1000), APPLICATION 1 { NAME:OCTETS, NAME-2:INTEGER } }
        NAME     = SEQUENCE { INTEGER $NAME-1, NAME-3:ENUMERATED 0, NAME3:OCTETS, [CONTEXT 1 { NAME--3:OCTETS }] }
        NAME2    = SEQUENCE { INTEGER $NAME-1, ENUMERATED 1, SEQUENCE OF NAME:SEQUENCE { NAME-4:OCTETS, NAME:INTEGER, SET OF NAME-5:OCTETS } }
        dialogue
        C: NAME-ask
        S: NAME   / NAME2 => refused
        TLS
        says
        NAME2 SEQUENCE { INTEGER $NAME-1, ENUMERATED 1, SEQUENCE { } }
        """;

    private const string Sized =
        """
        protocol NUMBER
        port 7001
        NAME = NAME:uint8 within($NAME, NAME-1:uint16 NAME-5:uint16le within($NAME-5, *ALPHA) NAME-2:*DIGIT) NAME:uint8 octets($NAME)
        yes  = "A" NAME-3:1*3DIGIT NAME3:uint8(1)
        no   = "B" NAME--3:uint32 NAME-size:uint16le within($NAME-size, NAME-4:uint8 rest)
        dialogue
        C: NAME
        S: yes / no => refused
        TLS
        says
        NAME NAME:uint8 within($NAME, uint16(1) NAME-5:uint16le within($NAME-5, "x") "2") NAME:uint8 within($NAME, "y")
        yes  "A1" uint8(1)
        no   "B" uint32(2) NAME-size:uint16le within($NAME-size, uint8(0))
        """;

    private const string Xml =
        """
        protocol NUMBER
        port 7001
        namespace        "urn:x"
        namespace NAME-1 "urn:y"
        namespace NAME1  "urn:z"
        parameter NAME : NAME-rule = "me"
        NAME-rule = 1*8ALPHA
        NAME-ask  = <NAME-1:NAME NAME=NAME:NAME-rule/>
        NAME      = <NAME1:NAME-2 NAME=$NAME>{ [NAME2:<NAME/>], [<NAME1:NAME>{ NAME-3:NAME-rule }], *<NAME-4>{ NAME4:NAME-rule }, ... }
        no        = <NAME-no/>
        dialogue
        C: NAME-ask
        S: NAME / no => refused
        TLS
        says
        NAME <NAME1:NAME-2 NAME=$NAME/>
        """;

    public static TheoryData<string> Templates => [nameof(Text), nameof(Binary), nameof(Sized), nameof(Xml)];

    /// <summary>Names whose forms meet those of others, in every place of a grammar at once.</summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public void Names_that_meet_in_one_grammar_compile_without_a_warning(string template)
    {
        var names = template == nameof(Text) ? NastyNames.Meeting : NastyNames.Meeting.Where((_, i) => i % 4 == 0);

        AssertNothing(
            names.Chunk(Batch)
            .SelectMany(chunk => Wrong(chunk.Select(name => (name, TextOf(template).Replace("NAME", name, StringComparison.Ordinal))))));
    }

    /// <summary>Every name as a message that both roles read and a connection keeps, as a label, a list and a parameter.</summary>
    [Fact]
    public void Whatever_a_part_of_a_grammar_is_called_its_code_compiles_without_a_warning() =>
        AssertNothing(NastyNames.All.Where(IsRule).Chunk(Batch).SelectMany(names => Wrong([(string.Join(' ', names), Wide(names))])));

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void A_small_grammar_of_names_compiles_in_debug_and_release(OptimizationLevel level)
    {
        var run = new Project(
            ("a.protocol",
            TextOf(nameof(Text)).Replace("NAME", "messages", StringComparison.Ordinal)
            .Replace("NUMBER", "dispose", StringComparison.Ordinal))).Run();

        Assert.Empty(
            run.Compilation.WithOptions(run.Compilation.Options.WithOptimizationLevel(level)).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void No_message_hides_what_the_code_around_it_inherits() => Assert.Empty(NastyNames.BaseMembers()
        .Except(ReservedNames.ObjectMembers).Except(ReservedNames.ConnectionMembers).Except(ReservedNames.DefinitionMembers)
            .Except(ReservedNames.MachineMembers)
        .Except(ReservedNames.Members).Except(NastyNames.MembersOf(typeof(ProtocolParameters))));

    [Fact]
    public void No_parameter_hides_what_its_class_inherits() => Assert.Empty(
        NastyNames.MembersOf(typeof(ProtocolParameters)).Except(ReservedNames.ObjectMembers).Except(ReservedNames.ParameterMembers));

    [Fact]
    public void No_variable_is_a_keyword() =>
        Assert.Empty(
            SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(word => char.IsAsciiLetterLower(word[0]))
            .Except(ReservedNames.Variables));

    private static bool IsRule(string name) =>
        GrammarCompiler.Compile(new GrammarSource("p.protocol", $"protocol p\n{name} = \"A\"\n")).Diagnostics.All(finding =>
        finding.Id == "PK031");

    /// <summary>A grammar of many names; each is used as soon as it can be.</summary>
    private static string Wide(string[] names)
    {
        var text = new StringBuilder("protocol wide\nport 7001\n");
        foreach (var name in names)
            text.Append(CultureInfo.InvariantCulture, $"parameter {name} : 1*8ALPHA = \"me\"\n");
        for (var i = 0; i < names.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{names[i]} = \"{i:D2}\" SP {names[i]}:1*8ALPHA *( \",\" {names[(i + 1) % names.Length]}:1*8ALPHA ) [ \";\" {names[(i + 2) % names.Length]}:1*8ALPHA ] CRLF\n");
        var all = string.Join(" / ", names);
        text.Append(
            CultureInfo.InvariantCulture,
            $"dialogue\nC: \"GO\" CRLF if {names[0]} or unknown\nS: {all} / \"NO\" CRLF => refused\nTLS\nS: {all}\nany time\n");
        foreach (var name in names)
            text.Append(CultureInfo.InvariantCulture, $"C: {name}   S: {name}\n");
        return text.ToString();
    }

    private static void AssertNothing(IEnumerable<string> wrong)
    {
        var all = wrong.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all.Take(40).Prepend($"{all.Length}")));
    }

    private static string TextOf(string template) =>
        template switch { nameof(Text) => Text, nameof(Binary) => Binary, nameof(Sized) => Sized, _ => Xml };

    /// <summary>What is wrong with the code of grammars that are compiled together.</summary>
    private static IEnumerable<string> Wrong(IEnumerable<(string Name, string Text)> grammars)
    {
        var files = new List<(string Path, string Text)>();
        foreach (var (name, text) in grammars)
        {
            var numbered = text.Replace("NUMBER", $"p{files.Count}", StringComparison.Ordinal);
            var compilation = GrammarCompiler.Compile(new GrammarSource("p.protocol", numbered));
            if (compilation.Model is not null)
                files.Add(($"{files.Count}.protocol", numbered));
            // A word of the language names no rule.
            else if (compilation.Diagnostics.Any(finding => finding.Id is not ("PK001" or "PK003")))
                yield return $"{name}: {compilation.Diagnostics[0].Id} {compilation.Diagnostics[0].Message}";
        }

        var run = new Project([.. files]).Run();
        foreach (var diagnostic in run.CompilerDiagnostics())
            yield return string.Create(CultureInfo.InvariantCulture, $"{diagnostic}: {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}");
    }
}
