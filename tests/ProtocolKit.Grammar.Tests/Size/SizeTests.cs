using System.Globalization;
using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Grammar.Tests.Size;

/// <summary>Whatever is large either compiles or is refused at its place; both would take minutes, or end the process, if work grew
/// faster than the file.</summary>
public class SizeTests
{
    private const string Tail =
        """

        ok = "OK" CRLF
        no = "NO" CRLF
        dialogue
        C: ask
        S: ok / no => refused
        TLS
        says

        """;

    /// <summary>What the smallest default stack of any system leaves for the compiler.</summary>
    private const int StackSize = 512 * 1024;

    public static TheoryData<string, string, string> Compiling => new()
    {
        { "rules in a chain", Chain(20_000) + "\nask = r0", "" },
        { "rules with arguments in a chain", Each(2_000, i => $"r{i}(x) = r{i + 1}(x)") + "\nr2000(x) = x CRLF\nask = r0(\"x\")", "" },
        { "a fixed text beside a class that contains it", $"ask = ( 1*ALPHA / \"1{new string('a', 800)}\" ) CRLF", "ask \"A\" CRLF" },
        { "options one behind the other", "ask = " + Each(150, i => $"[ \"a{i}\" ]", " ") + " CRLF", "ask CRLF" },
        { "options within options", "ask = \"x\" " + Each(40, i => $"[[[ \"a{i}\" ]]]", " ") + " CRLF", "ask \"x\" CRLF" },
        { "empty alternatives one behind the other", "ask = \"x\" " + Repeated(40, "( *\"a\" / *\"b\" ) ") + " CRLF", "ask \"x\" CRLF" },
        { "a call within calls", "w(x) = \"(\" x \")\"\nask = w(w(w(\"x\"))) CRLF", "" },
        { "bounds that are counted", "ask = 1*1000000000ALPHA *65535( \"1\" / \"23\" ) CRLF", "ask \"A\" CRLF" },
        { "turns that are spelled out", "ask = 100( *16ALPHA SP ) CRLF", "" },
        { "alternatives that are added", "ask = \"A\" CRLF\n" + Each(500, i => $"ask =/ \"A{i}\" CRLF"), "" },
        { "parameters in a text", Each(100, i => $"parameter p{i} : 1*8ALPHA = \"a\"") + "\nask = 1*VCHAR *( SP 1*VCHAR ) CRLF",
            "ask " + Each(100, i => $"$p{i}", " SP ") + " CRLF" },
        { "children of an element", "namespace \"urn:x\"\nask = <a>{ " + Each(1_000, i => $"[<e{i}/>]", ", ") + " }", "" },
    };

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "rules that double", Each(40, i => $"r{i} = r{i + 1} r{i + 1}") + "\nr40 = \"x\"\nask = r0 CRLF", "PK005", "ask" },
        { "arguments that double", Each(40, i => $"r{i}(x) = r{i + 1}(x x)") + "\nr40(x) = x\nask = r0(\"x\") CRLF", "PK005", "ask" },
        { "alternatives", "ask = ( " + Each(5_000, i => $"\"w{i}x\"", " / ") + " ) CRLF", "PK005", "ask" },
        { "alternatives that are added one by one", "ask = \"A\" CRLF\n" + Each(5_000, i => $"ask =/ \"A{i}\" CRLF"), "PK005", "ask" },
        { "options", "ask = " + Each(3_000, i => $"[ \"a{i}\" ]", " ") + " CRLF", "PK005", "ask" },
        { "labels that may all be empty", "ask = \"x\" " + Each(15, i => $"[ l{i}:*ALPHA ]", " ") + " CRLF", "PK005", "ask" },
        { "a fixed text", $"ask = \"{Repeated(3_500, "ab")}\" CRLF", "PK005", "ask" },
        { "what is known many octets later", "ask = *( \"a\" / \"b\" ) \"a\" " + Repeated(20, "( \"a\" / \"b\" ) ") + " CRLF", "PK005",
            "ask" },
        { "turns within turns", "ask = 128( 128( 128( \"a\" ) ) ) CRLF", "PK005", "ask" },
        { "turns within bounds", "ask = *16( *16( *16ALPHA SP ) \",\" ) CRLF", "PK005", "ask" },
        { "rules within rules", Each(2_000, i => $"r{i} = ( \"a\" r{i + 1} )") + "\nr2000 = CRLF\nask = r0", "PK005", "\"a\"" },
        { "elements within elements",
            "namespace \"urn:x\"\n" + Each(2_000, i => $"r{i} = <e{i}>{{ r{i + 1} }}") + "\nr2000 = <x/>\nask = r0", "PK005",
            "<e8>{ r9 }" },
        { "rules that end where they began", Chain(20_000).Replace("\"x\" CRLF", "r0", StringComparison.Ordinal) + "\nask = r0", "PK010",
            "r0" },
        { "labels", "ask = " + Each(17, i => $"l{i}:1*8ALPHA", " SP ") + " CRLF", "PK005", "ask" },
        { "sizes", "ask = " + Each(16, i => $"l{i}:uint8 octets($l{i})", " ") + " CRLF", "PK005", "ask" },
        { "parentheses", "ask = " + new string('(', 10_000) + "\"x\"" + new string(')', 10_000) + " CRLF", "PK001", "" },
        { "brackets", "ask = \"a\" " + new string('[', 10_000) + "\"x\"" + new string(']', 10_000) + " CRLF", "PK001", "" },
        { "elements of BER", "ask = " + Repeated(1_000, "SEQUENCE { ") + "INTEGER" + Repeated(1_000, " }"), "PK001", "" },
        { "lines", "ask = \"A\" CRLF ;\n" + Repeated(500_000, "; nothing to see here\n"), "PK001", "" },
        { "names that are not defined", Each(3_000, i => $"r{i} = zzz{i}qq") + "\nask = " + Each(3_000, i => $"r{i}", " / "), "PK002", "" },
    };

    [Theory]
    [MemberData(nameof(Compiling))]
    public void What_is_large_compiles(string what, string rules, string text)
    {
        var compilation = Compile(rules, text);

        Assert.True(compilation.Model is not null, $"{what}: {string.Join('\n', compilation.Diagnostics.Take(3))}");
        Assert.NotEmpty(ProtocolEmitter.Emit(compilation.Model, new EmitOptions("Invented", null)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_too_large_is_refused_at_its_place(string what, string rules, string id, string marked)
    {
        var source = Source(rules, "");
        var compilation = Compile(rules, "");

        Assert.True(compilation.Diagnostics.Count is > 0 and <= 101, what);
        Assert.All(compilation.Diagnostics, finding => Assert.Equal(id, finding.Id));
        Assert.All(compilation.Diagnostics, finding => Assert.InRange(finding.Message.Length, 20, 500));
        if (marked.Length > 0)
            Assert.Equal(marked, source.Substring(compilation.Diagnostics[0].Span.Start, compilation.Diagnostics[0].Span.Length));
    }

    [Fact]
    public void A_thousand_steps_compile()
    {
        var text = "protocol p\nlimit 500 rounds\nno = \"NO\" CRLF\n" + Each(500, i => $"ask{i} = \"A{i}\" CRLF\nok{i} = \"OK{i}\" CRLF")
            + "\ndialogue\n" + Each(500, i => $"C: ask{i}\nS: ok{i} / no => refused") + "\nTLS\n";

        var model = GrammarCompiler.Compile(new GrammarSource("p.protocol", text)).Model!;

        Assert.Equal(1_000, model.LinesBeforeTls.Count);
        Assert.NotEmpty(ProtocolEmitter.Emit(model, new EmitOptions("Invented", null)));
    }

    [Fact]
    public void A_thousand_alternatives_of_a_step_compile()
    {
        var text = "protocol p\nask = \"A\" CRLF\nok = \"OK\" CRLF\n" + Each(1_000, i => $"m{i} = \"m{i}\" CRLF")
            + "\ndialogue\nC: ask\nS: " + Each(1_000, i => $"m{i} => refused", " / ") + " / ok\nTLS\nany time\n"
                + Each(300, i => $"C: \"Q{i}\" CRLF   S: \"R{i}\" CRLF");

        Assert.NotNull(GrammarCompiler.Compile(new GrammarSource("p.protocol", text)).Model);
    }

    private static string Repeated(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Chain(int rules) =>
        Each(rules, i => $"r{i} = r{i + 1}") + string.Create(CultureInfo.InvariantCulture, $"\nr{rules} = \"x\" CRLF");

    private static string Each(int count, Func<int, FormattableString> item, string separator = "\n") =>
        string.Join(separator, Enumerable.Range(0, count).Select(i => item(i).ToString(CultureInfo.InvariantCulture)));

    private static string Source(string rules, string text) => "protocol p\n" + rules + Tail + text + "\n";

    /// <summary>Compiles on a thread with a small stack.</summary>
    private static GrammarCompilation Compile(string rules, string text)
    {
        GrammarCompilation? compilation = null;
        var thread = new Thread(() =>
            compilation = GrammarCompiler.Compile(new GrammarSource("p.protocol", Source(rules, text))), StackSize);
        thread.Start();
        thread.Join();
        return compilation!;
    }
}
