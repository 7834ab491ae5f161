using System.Text;
using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>The text of grammar files.</summary>
public static class GrammarText
{
    /// <summary>
    /// A file's text without what means nothing: comments, white space at the end of lines, and empty lines. Two texts that differ only
    /// in those become equal, and what remains is read as the same file.
    /// </summary>
    public static string WithoutComments(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var token in Lexer.Scan(text))
        {
            if (token.Kind != TokenKind.Comment)
                continue;
            kept.Append(text, copied, token.Span.Start - copied);
            copied = token.Span.End;
        }

        kept.Append(text, copied, text.Length - copied);
        var lines = new StringBuilder(kept.Length);
        foreach (var line in kept.ToString().Split('\r', '\n'))
        {
            var trimmed = line.AsSpan().TrimEnd(Lexer.Spaces);
            if (!trimmed.IsEmpty)
                lines.Append(trimmed).Append('\n');
        }

        return lines.ToString().TrimStart('\uFEFF');
    }
}
