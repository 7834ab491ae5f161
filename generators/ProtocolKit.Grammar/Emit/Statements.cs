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

    private static bool IsWrite(string line) =>
        line.TrimStart() is var text && text.EndsWith(");", StringComparison.Ordinal)
        && (text.StartsWith("writer.Write(", StringComparison.Ordinal) || text.StartsWith("writer.WriteEscaped(", StringComparison.Ordinal)
            || text.StartsWith("writer.WriteNumber(", StringComparison.Ordinal) || text.StartsWith("writer.WriteDigits(", StringComparison.Ordinal)
            || text.StartsWith("writer.WriteHexadecimalDigits(", StringComparison.Ordinal) || text.StartsWith("writer.WriteBerInteger(", StringComparison.Ordinal));

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;
}
