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
    internal const int MaxHeadLength = 10_000;

    /// <summary>Reads one file. It succeeds for every text: what was not understood is among the findings.</summary>
    /// <param name="path">The file's path, for the findings.</param>
    /// <param name="text">The file's text.</param>
    public static GrammarParseResult Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            var head = Parse(path, text[..MaxHeadLength]);
            var tooLong = new Findings(path);
            tooLong.NotUnderstood(
                new TextSpan(MaxLength, 0),
                string.Create(CultureInfo.InvariantCulture, $"the file has {text.Length} characters, expected at most {MaxLength}"));
            return head with { Diagnostics = tooLong.InOrder() };
        }

        var findings = new Findings(path);
        var tokens = Lexer.Scan(text).Where(token => token.Kind != TokenKind.Comment).ToArray();
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
}
