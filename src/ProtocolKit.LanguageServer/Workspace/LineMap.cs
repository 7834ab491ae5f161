using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using Range = ProtocolKit.LanguageServer.Protocol.Range;

namespace ProtocolKit.LanguageServer.Workspace;

/// <summary>The lines of a text: they end with a line feed, a carriage return, or both.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];
    private readonly string _text;

    public LineMap(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    /// <summary>How many lines there are; behind the last line's end, there is an empty one.</summary>
    public int Count => _starts.Count;

    /// <summary>The place of an index, which may be behind the end.</summary>
    public Position PositionOf(int index)
    {
        index = Math.Clamp(index, 0, _text.Length);
        var line = _starts.BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return new Position(line, index - _starts[line]);
    }

    public Range RangeOf(TextSpan span) => new(PositionOf(span.Start), PositionOf(span.End));

    /// <summary>The index of a place, or null where there is no such line. Behind a line's end, it is that end.</summary>
    public int? IndexOf(Position position) => position.Line < 0 || position.Line >= Count || position.Character < 0
        ? null
        : _starts[position.Line] + Math.Min(position.Character, EndOf(position.Line) - _starts[position.Line]);

    /// <summary>Where a line begins.</summary>
    public int StartOf(int line) => _starts[line];

    /// <summary>Where a line ends, before what separates it from the next.</summary>
    public int EndOf(int line)
    {
        var end = line + 1 < Count ? _starts[line + 1] : _text.Length;
        while (end > _starts[line] && _text[end - 1] is '\r' or '\n')
            end--;
        return end;
    }

    /// <summary>A line's text.</summary>
    public string TextOf(int line) => _text[StartOf(line)..EndOf(line)];
}
