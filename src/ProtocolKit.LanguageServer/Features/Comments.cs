using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>The comments that belong to something.</summary>
internal static class Comments
{
    /// <summary>The lines of comments directly above, then those at the ends of its own lines; without semicolons.</summary>
    public static IReadOnlyList<string> Of(Document document, TextSpan span)
    {
        var comments = document.Tokens.Where(token => token.Kind == TokenKind.Comment).ToDictionary(token => LineOf(token.Span.Start));
        var (first, last) = (LineOf(span.Start), LineOf(Math.Max(span.Start, span.End - 1)));
        var above = new List<string>();
        for (var line = first - 1; line >= 0 && comments.TryGetValue(line, out var comment) && comment.IsFirstOnLine; line--)
            above.Insert(0, TextOf(comment));
        return [.. above, .. Enumerable.Range(first, last - first + 1).Where(comments.ContainsKey).Select(line => TextOf(comments[line]))];

        int LineOf(int index) => document.Lines.PositionOf(index).Line;
        string TextOf(Token comment) => document.Text[comment.Span.Start..comment.Span.End].TrimStart(';').Trim();
    }

    /// <summary>A piece of the text without its comments.</summary>
    public static string Without(Document document, TextSpan span)
    {
        var text = document.Text[span.Start..span.End];
        var within = document.Tokens.Where(token => token.Span.Start >= span.Start && token.Span.End <= span.End);
        foreach (var comment in within.Where(token => token.Kind == TokenKind.Comment).Reverse())
            text = text.Remove(comment.Span.Start - span.Start, comment.Span.Length);
        return string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
    }
}
