using System.Globalization;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>Reads grammar files.</summary>
public static class GrammarParser
{
    /// <summary>How many characters a file may have.</summary>
    internal const int MaxLength = 1_000_000;

    /// <summary>How many of a longer one are looked at, for its protocol's name.</summary>
    private const int MaxHeadLength = 10_000;

    /// <summary>How many are looked at first for that name: the line stands near the beginning.</summary>
    private const int FirstHeadLength = 1000;

    /// <summary>Reads one file. It succeeds for every text: what was not understood is among the findings.</summary>
    /// <param name="path">The file's path, for the findings.</param>
    /// <param name="text">The file's text.</param>
    public static GrammarParseResult Parse(string path, string text) => Parse(path, text, 0);

    /// <param name="path">The file's path, for the findings.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="start">Where the text begins in a longer one that places are counted through.</param>
    internal static GrammarParseResult Parse(string path, string text, int start)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            var head = Parse(path, text[..MaxHeadLength], start);
            var tooLong = new Findings(path);
            tooLong.NotUnderstood(
                new TextSpan(start + MaxLength, 0),
                string.Create(CultureInfo.InvariantCulture, $"the file has {text.Length} characters, expected at most {MaxLength}"));
            return head with { Diagnostics = tooLong.InOrder() };
        }

        var findings = new Findings(path);
        var tokens = TokensOf(text, start);
        var splitter = new LineSplitter(tokens, findings.NotUnderstood);
        var assembler = new FileAssembler(findings);
        foreach (var line in splitter.Split())
            assembler.Add(line);
        if (!assembler.HasProtocol && !splitter.MeantProtocol)
        {
            var first = tokens.Length > 0 ? tokens[0].Span : default;
            findings.NotUnderstood(first, "the file has no 'protocol' line, expected 'protocol' and a name first");
        }

        return new GrammarParseResult(assembler.File(), findings.InOrder());
    }

    /// <summary>Reads the <c>protocol</c> line alone; null where there is none.</summary>
    internal static ProtocolSyntax? FindProtocol(string text)
    {
        var all = text.Length > MaxLength ? text[..MaxHeadLength] : text;
        return all.Length <= FirstHeadLength ? FindProtocol(all, isHead: false)
            : FindProtocol(all[..FirstHeadLength], isHead: true) ?? FindProtocol(all, isHead: false);
    }

    private static ProtocolSyntax? FindProtocol(string text, bool isHead)
    {
        var findings = new Findings("");
        var assembler = new FileAssembler(findings);
        var lines = new LineSplitter(TokensOf(text, 0), findings.NotUnderstood).Split();

        // The last line of a head may go on behind it.
        for (var i = 0; i < lines.Count - (isHead ? 1 : 0); i++)
        {
            if (lines[i].Kind == LineKind.Protocol)
                assembler.Add(lines[i]);
        }

        return assembler.File().Protocol;
    }

    private static Token[] TokensOf(string text, int start) =>
        [.. Lexer.Scan(text, start).Where(token => token.Kind != TokenKind.Comment)];
}
