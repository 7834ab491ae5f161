using System.Text;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Writes C# with four spaces a level and line feeds, alike on every machine and culture.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes a line; an empty one stays empty, and there are never two of those.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _level).Append(line);
        else if (EndsWith("\n\n") || EndsWith("{\n"))
            return;
        _text.Append('\n');
    }

    private bool EndsWith(string end) => _text.Length >= end.Length && _text.ToString(_text.Length - end.Length, end.Length) == end;

    /// <summary>Writes a line that has been written one level down before, as by another writer.</summary>
    internal void Raw(string line)
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * (_level - 1)).Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes each line of a text.</summary>
    public void Lines(string text)
    {
        foreach (var line in text.Split('\n'))
            Line(line);
    }

    /// <summary>Writes a line one level further left: a label.</summary>
    public void Label(string name)
    {
        _text.Append(' ', 4 * Math.Max(0, _level - 1)).Append(name).Append(":\n");
    }

    /// <summary>Writes a line and an opening brace; the closing one follows when the result is disposed.</summary>
    public IDisposable Block(string line, string end = "}")
    {
        if (line.Length > 0)
            Line(line);
        Line("{");
        _level++;
        return new Closing(this, end);
    }

    /// <summary>Writes lines one level further right until the result is disposed.</summary>
    public IDisposable Indent()
    {
        _level++;
        return new Closing(this, null);
    }

    /// <summary>Writes a documentation comment of one element; what XML would take for markup is escaped.</summary>
    public void Summary(string text) => Doc("summary", text);

    /// <summary>Writes a documentation comment element; what XML would take for markup is escaped. Several lines become paragraphs of code.</summary>
    public void Doc(string element, string text)
    {
        var escaped = Escape(text);
        var name = element.Split(' ')[0];
        if (!escaped.Contains('\n'))
        {
            Line($"/// <{element}>{escaped}</{name}>");
            return;
        }

        Line($"/// <{element}>");
        foreach (var line in escaped.Split('\n'))
            Line(line.Length == 0 ? "///" : "/// " + line);
        Line($"/// </{name}>");
    }

    /// <summary>Writes a rule as written in the grammar, as a remark.</summary>
    public void Rule(string text)
    {
        Line("/// <remarks><code>");
        foreach (var line in Escape(text).Split('\n'))
            Line("/// " + line.TrimEnd());
        Line("/// </code></remarks>");
    }

    /// <summary>Escapes what XML would take for markup.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private sealed class Closing(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._level--;
            if (end is null)
                return;
            if (writer.EndsWith("\n\n"))
                writer._text.Length--;
            writer.Line(end);
        }
    }
}
