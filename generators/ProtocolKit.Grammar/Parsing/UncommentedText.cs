using System.Text;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>
/// A file's text without what means nothing: comments, white space at the end of lines, and empty lines. Two texts that differ only in
/// those become equal, and what remains is read as the same file. A text that is too long for a grammar stays as it is.
/// </summary>
public sealed class UncommentedText
{
    // Where each line begins, here and in the file. A line is the beginning of the file's, as a comment reaches to the line's end.
    private readonly List<(int Kept, int Original)> _lines = [];

    private UncommentedText(string text)
    {
        if (text.Length > GrammarParser.MaxLength)
        {
            _lines.Add((0, 0));
            Text = text;
            return;
        }

        var kept = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var token in Lexer.Scan(text).Where(token => token.Kind != TokenKind.Comment))
        {
            if (token.Indent >= 0)
            {
                copied = token.Span.Start - token.Indent;
                while (kept.Length == 0 && text[copied] == '\uFEFF')
                    copied++;
                if (kept.Length > 0)
                    kept.Append('\n');
                _lines.Add((kept.Length, copied));
            }

            kept.Append(text, copied, token.Span.End - copied);
            copied = token.Span.End;
        }

        if (kept.Length > 0)
            kept.Append('\n');
        Text = kept.ToString();
    }

    /// <summary>What remains of the file's text.</summary>
    public string Text { get; }

    /// <summary>Takes away what means nothing.</summary>
    /// <param name="text">The file's text.</param>
    public static UncommentedText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new UncommentedText(text);
    }

    /// <summary>Finds where a range of <see cref="Text"/> stands in the file.</summary>
    /// <param name="span">The range.</param>
    public TextSpan PlaceOf(TextSpan span)
    {
        var start = PlaceOf(span.Start);
        return new TextSpan(start, span.Length == 0 ? 0 : PlaceOf(span.End - 1) + 1 - start);
    }

    private int PlaceOf(int index)
    {
        var line = _lines.FindLastIndex(line => line.Kept <= index);
        return line < 0 ? 0 : _lines[line].Original + index - _lines[line].Kept;
    }
}
