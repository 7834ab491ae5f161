using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>Literals beside a rule that contains them, and lists whose elements have labels of their own.</summary>
public sealed class KnownWordTests
{
    public static TheoryData<string, string> Elements => new()
    {
        { "\"SIZE\" / \"AUTH\" / 1*ALPHA", "SIZE=Size AUTH=Auth" },
        { "\"StartTls\" / \"8BitMime\" / 1*( ALPHA / DIGIT )", "StartTls=StartTls 8BitMime=N8BitMime" },
        { "\"LITERAL+\" / \"LITERAL-\" / \"A-B\" / \"AB\" / 1*%x21-7E", "LITERAL+=LiteralPlus LITERAL-=LiteralMinus A-B=AB AB=Ab" },
        { "\"unknown\" / 1*ALPHA", "unknown=Unknown2" },
        { "\"one\" / %s\"Two\" / 1*ALPHA", "one=One %Two=Two" },
        { "%s\"Two\" / \"one\" / 1*ALPHA", "one=One %Two=Two" },
        { "one / \"two\" / 1*ALPHA", "ONE=One two=Two" },
        { "number / 1*( DIGIT / \".\" )", "1.2.3=Number" },
        { "listed / \"three\" / 1*ALPHA", "ONE=One TWO=Two three=Three" },
        { "keyword", "ONE=One TWO=Two" },
        { "\"same\" / \"SAME\" / 1*ALPHA", "same=Same" },
        { "\"A\" / \"B1\" / 1*ALPHA", "A=A" },
        { "\"A\" / ALPHA 1*DIGIT", "" },
        { "\"A\" / \"B\"", "" },
        { "1*ALPHA", "" },
        { "\"ab\" / ( %x61 / %x42 ) ALPHA", "" },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public void The_literals_that_the_rule_beside_them_contains_are_words_named_as_they_are_spelled(string element, string expected)
    {
        var words = Proof.Compiles(Grammar($"*( SP word:( {element} ) )")).Words;

        Assert.Equal(
            expected,
            string.Join(
            ' ', words.SelectMany(label => label.Numbered()).Select(word => $"{(word.IsExact ? "%" : "")}{word.Text}={word.Name}")));
        Assert.All(words, label => Assert.Equal("PWord", label.TypeName));
    }

    [Fact]
    public void All_words_of_a_label_are_one_enumeration_and_change_nothing_that_is_read()
    {
        var model = Proof.Compiles(Grammar("*( SP word:( \"A\" / 1*ALPHA ) ) *( \",\" other:( word:( \"B\" / \"A\" / 1*ALPHA ) ) )"));
        var plain = Proof.Compiles(Grammar("*( SP word:1*ALPHA ) *( \",\" other:( word:1*ALPHA ) )"));

        Assert.Equal(["A", "B"], Assert.Single(model.Words).Words.Select(word => word.Text));
        Assert.Equal(Message(plain).Language!.States.Count, Message(model).Language!.States.Count);
    }

    [Theory]
    [InlineData("OCTETS")]
    [InlineData("any")]
    public void The_rule_beside_words_of_BER_may_have_a_name(string rest)
    {
        var model = Proof.Compiles(
            $$"""
            protocol p
            spec "p"
            port 1
            any = OCTETS
            used = SEQUENCE { any, INTEGER 1 }
            m = SEQUENCE { SEQUENCE OF word:( OCTETS "one" / {{rest}} ), INTEGER 2 }
            dialogue
            C: "ASK" CRLF
            S: used   / m => refused
            TLS
            says
            used SEQUENCE { OCTETS "", INTEGER 1 }
            m SEQUENCE { SEQUENCE { OCTETS "one" }, INTEGER 2 }
            """);

        Assert.Equal("one", Assert.Single(Assert.Single(model.Words).Words).Text);
    }

    [Fact]
    public void More_words_than_a_message_can_note_are_found()
    {
        var words = string.Join(" / ", Enumerable.Range(0, 128).Select(i => $"\"W{i}\""));

        var found = Proof.Compile(Grammar($"*( SP word:( {words} / 1*( ALPHA / DIGIT ) ) )")).Diagnostics;

        Assert.Contains("127 known words", Assert.Single(found, finding => finding.Id == "PK005").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*( SP a:( b:1*ALPHA [ \"=\" c:1*DIGIT ] ) )", "a[b c?]")]
    [InlineData("SP a:( b:1*ALPHA [ \"=\" c:1*DIGIT ] )", "a b c?")]
    [InlineData("*( SP a:( b:1*ALPHA *( \",\" c:1*DIGIT ) ) )", "a[b c*]")]
    [InlineData("*( SP a:( b:1*ALPHA *( \",\" c:( d:1*DIGIT ) ) ) )", "a[b c[d]]")]
    [InlineData("SP b:1*ALPHA *( SP a:( b:1*ALPHA ) )", "b a[b]")]
    [InlineData("*( SP a:( b:1*ALPHA / c:1*DIGIT ) )", "a[b? c?]")]
    [InlineData("*( SP a:1*ALPHA )", "a*")]
    public void A_list_whose_elements_have_labels_is_one_of_records(string rule, string expected)
    {
        Assert.Equal(expected, Shown(Message(Proof.Compiles(Grammar(rule))).Members));

        static string Shown(IEnumerable<LabelModel> labels) => string.Join(' ', labels.Select(label =>
            label.Name + (label.IsRecord ? $"[{Shown(label.Members)}]" : label.IsList ? "*" : label.MayBeAbsent ? "?" : "")));
    }

    [Theory]
    [InlineData("b:ALPHA *( SP a:( b:1*ALPHA ) ) \",\" $b")]
    [InlineData("1*( SP a:( b:1*9ALPHA ) ) \",\" $b")]
    [InlineData("*( SP a:( b:1*9ALPHA \"=\" $b ) )")]
    public void A_value_is_repeated_within_its_record_or_behind_it(string rule) => Proof.Compiles(Grammar(rule));

    [Fact]
    public void A_value_of_a_record_that_may_not_have_been_read_is_not_repeated() =>
        Assert.Contains(Proof.Compile(Grammar("*( SP a:( b:1*9ALPHA ) ) \",\" $b")).Diagnostics, finding => finding.Id == "PK034");

    private static MessageModel Message(ProtocolModel model) => model.Messages.First(message => message.Name == "m");

    private static string Grammar(string rule) =>
        $"""
        protocol p
        spec "p"
        port 1
        one = "ONE"
        number = "1.2.3"
        listed = one / "TWO"
        keyword = one / "TWO" / 1*ALPHA
        used = one number listed keyword CRLF
        m = "M" {rule} CRLF
        dialogue
        S: "HELLO" CRLF   / m => refused   / used => refused
        C: "START" CRLF
        S: "GO" CRLF   / "NO" CRLF => refused
        TLS
        says
        m never
        used never
        """;
}
