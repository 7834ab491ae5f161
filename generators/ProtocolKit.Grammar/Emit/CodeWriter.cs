using System.Text;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Writes C# with four spaces a level and line feeds, alike on every machine and culture.</summary>
public sealed class CodeWriter
{
    /// <summary>How wide lines are at most, where they can be broken.</summary>
    private const int MaxWidth = 138;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Makes a writer for lines that are written into this one later.</summary>
    /// <param name="levels">How many levels further right they stand.</param>
    internal CodeWriter Part(int levels = 0) => new() { _level = _level + levels };

    /// <summary>Writes what has been written into a part.</summary>
    internal void Add(CodeWriter part) => _text.Append(part._text);

    /// <summary>Writes lines as they are.</summary>
    internal void Add(IEnumerable<string> lines) => _text.AppendJoin("", lines.Select(line => line + "\n"));

    /// <summary>The lines so far.</summary>
    internal IReadOnlyList<string> Written => _text.Length == 0 ? [] : _text.ToString(0, _text.Length - 1).Split('\n');

    /// <summary>Whether a text has room in a line.</summary>
    internal bool HasRoom(string line) => 4 * _level + line.Length <= MaxWidth;

    /// <summary>Writes a statement, or a part of one, in as many lines as it takes: they break behind commas and before braces, and
    /// within what is nested deep only where there is no other way.</summary>
    internal void Wrapped(string statement)
    {
        if (HasRoom(statement))
        {
            Line(statement);
            return;
        }

        const int shallow = 2;
        var parts = Breakable(statement, shallow).SelectMany(part => HasRoom("    " + part) ? [part] : Breakable(part, int.MaxValue));
        var line = "";
        var isFirst = true;
        foreach (var part in parts)
        {
            if (line.Length > 0 && !HasRoom($"{(isFirst ? "" : "    ")}{line} {part}"))
            {
                Flush();
                line = "";
            }

            line = line.Length == 0 ? part : $"{line} {part}";
        }

        Flush();

        void Flush()
        {
            Line(isFirst ? line : "    " + line);
            isFirst = false;
        }
    }

    /// <summary>The parts of a statement between which a line may end: not within a literal.</summary>
    private static IEnumerable<string> Breakable(string statement, int maxDepth)
    {
        var (begin, depth, inLiteral) = (0, 0, false);
        for (var i = 0; i < statement.Length; i++)
        {
            if (inLiteral && statement[i] == '\\')
                i++;
            else if (!inLiteral && statement[i] == '\'')
                i += statement[i + 1] == '\\' ? 3 : 2;
            else if (statement[i] == '"')
                inLiteral = !inLiteral;
            else if (!inLiteral && statement[i] is ('(' or '[' or '{'))
                depth++;
            else if (!inLiteral && statement[i] is (')' or ']' or '}'))
                depth--;
            else if (
                !inLiteral && statement[i] == ' ' && depth <= maxDepth
                && MayBreak(statement.AsSpan(begin, i - begin), statement.AsSpan(i + 1)))
            {
                yield return statement[begin..i];
                begin = i + 1;
            }
        }

        yield return statement[begin..];
    }

    private static bool MayBreak(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        before.EndsWith(",") || before.EndsWith("&&") || before.EndsWith("=>")
        || before.EndsWith(")") && (after.StartsWith("{") || after.StartsWith(": "));

    /// <summary>Writes a section of a switch, in one line where there is room.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="statements">Its statements, one level further right.</param>
    internal void Case(string label, IReadOnlyList<string> statements)
    {
        if (statements.Count == 1 && $"case {label}: {statements[0].Trim()} break;" is var line && HasRoom(line))
        {
            Line(line);
            return;
        }

        Wrapped($"case {label}:");
        Add(statements);
        using (Indent())
            Line("break;");
    }

    /// <summary>Writes a comment, in as many lines as it takes.</summary>
    internal void Comment(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var rest = "// " + line.Trim();
            while (!HasRoom(rest) && rest.LastIndexOf(' ', Math.Min(rest.Length - 1, MaxWidth - 4 * _level)) is > 3 and var end)
            {
                Line(rest[..end].TrimEnd());
                rest = "// " + rest[end..].TrimStart();
            }

            Line(rest);
        }
    }

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
            Wrapped(line);
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

    /// <summary>Writes a documentation comment element; what XML would take for markup is escaped. Several lines become paragraphs of
    /// code.</summary>
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
        var remarks = $"/// <remarks><c>{Escape(text)}</c></remarks>";
        if (!text.Contains('\n') && HasRoom(remarks))
        {
            Line(remarks);
            return;
        }

        Line("/// <remarks><code>");
        foreach (var line in Escape(text).Split('\n'))
            Line("/// " + line.TrimEnd());
        Line("/// </code></remarks>");
    }

    /// <summary>Escapes what XML would take for markup.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

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
