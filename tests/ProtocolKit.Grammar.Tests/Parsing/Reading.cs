using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Tests.Parsing;

/// <summary>Short ways from a text to what the tests compare.</summary>
internal static class Reading
{
    /// <summary>The tree of a file, which must be without findings.</summary>
    public static GrammarFileSyntax File(string text)
    {
        var result = GrammarParser.Parse("test.protocol", text);
        Assert.Empty(result.Diagnostics.Select(finding => Show(text, finding)));
        return result.File;
    }

    /// <summary>The right side of a rule, printed.</summary>
    public static string Expression(string text) => SyntaxPrinter.Print(Assert.Single(File($"protocol p\nx = {text}\n").Rules).Body);

    /// <summary>All rules, printed.</summary>
    public static string[] Rules(string text) => [.. File("protocol p\n" + text).Rules.Select(SyntaxPrinter.Print)];

    /// <summary>A line of the head, printed.</summary>
    public static string Fact(string text) => SyntaxPrinter.Print(Assert.Single(File($"protocol p\n{text}\n").Facts));

    /// <summary>A step of the dialogue, printed.</summary>
    public static string Step(string text) => SyntaxPrinter.Print(Assert.Single(File($"protocol p\ndialogue\n{text}\n").Dialogue!.Steps));

    /// <summary>A line of <c>any time</c>, printed.</summary>
    public static string AnyTime(string text) => SyntaxPrinter.Print(Assert.Single(File($"protocol p\nany time\n{text}\n").AnyTime!.Lines));

    /// <summary>The findings, each as <c>line:column message</c>.</summary>
    public static string[] Findings(string text) =>
        [.. GrammarParser.Parse("test.protocol", text).Diagnostics.Select(finding => Show(text, finding))];

    /// <summary>The one finding about a rule's right side, with the text it marks.</summary>
    public static (string Marked, string Message) Finding(string expression)
    {
        var text = $"protocol p\nx = {expression}\n";
        var finding = Assert.Single(GrammarParser.Parse("test.protocol", text).Diagnostics);
        return (text.Substring(finding.Span.Start, finding.Span.Length), finding.Message);
    }

    private static string Show(string text, GrammarDiagnostic finding)
    {
        var before = text[..finding.Span.Start];
        return $"{before.Count(character => character == '\n') + 1}:{finding.Span.Start - before.LastIndexOf('\n')} {finding.Message}";
    }
}
