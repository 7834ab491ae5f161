namespace ProtocolKit.Grammar.Emit;

/// <summary>Makes statements that write octets shorter.</summary>
internal static class Statements
{
    private const int MaxWidth = 138;

    /// <summary>Joins what is written directly behind each other, and leaves out braces around a single statement.</summary>
    /// <param name="lines">The statements.</param>
    public static IReadOnlyList<string> Join(IReadOnlyList<string> lines)
    {
        var joined = new List<string>();
        foreach (var line in lines)
        {
            if (joined.Count > 0 && IsWrite(line) && IsWrite(joined[^1]) && Indentation(line) == Indentation(joined[^1])
                && joined[^1].Length + line.Trim().Length - "writer".Length - 1 <= MaxWidth)
                joined[^1] = joined[^1][..^1] + line.Trim()["writer".Length..];
            else
                joined.Add(line);
        }

        for (var i = joined.Count - 4; i >= 0; i--)
        {
            if (joined[i + 1].Trim() == "{" && joined[i + 3].Trim() == "}" && Indentation(joined[i + 1]) == Indentation(joined[i + 3]))
            {
                joined.RemoveAt(i + 3);
                joined.RemoveAt(i + 1);
            }
        }

        return joined;
    }

    /// <summary>Leaves out a variable that is used once.</summary>
    /// <param name="statements">The statements; the first declares it.</param>
    /// <param name="variable">Its name.</param>
    public static IReadOnlyList<string> WithoutVariable(IReadOnlyList<string> statements, string variable)
    {
        var declaration = $"var {variable} = ";
        if (statements is not [var first, var second] || !first.TrimStart().StartsWith(declaration, StringComparison.Ordinal)
            || second.Split(variable + ".").Length != 2)
            return statements;
        var value = first.TrimStart()[declaration.Length..^1];
        return [second.Replace(variable + ".", value + ".", StringComparison.Ordinal)];
    }

    /// <summary>The methods of a writer that return it.</summary>
    private static readonly string[] s_chained =
        ["Write", "WriteEscaped", "WriteNumber", "WriteDigits", "WriteHexadecimalDigits", "WriteBerInteger", "BeginBer", "EndBer"];

    private static bool IsWrite(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (!text.StartsWith("writer.") || !text.EndsWith(");"))
            return false;
        var call = text["writer.".Length..];
        foreach (var method in s_chained)
        {
            if (call.StartsWith(method) && call[method.Length] == '(')
                return true;
        }

        return false;
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;
}
