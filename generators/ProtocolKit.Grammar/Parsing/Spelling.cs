namespace ProtocolKit.Grammar.Parsing;

/// <summary>Finds the word that was meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 40;
    private const int ShortestAbbreviation = 3;

    /// <summary>The candidate that differs least, or null if none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
            return null;
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(word.Length - candidate.Length) > Allowed(word, candidate))
                continue;
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance <= Allowed(word, candidate))
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>The one candidate that begins with a word of at least three letters, or null.</summary>
    public static string? Abbreviated(string word, IEnumerable<string> candidates) =>
        word.Length >= ShortestAbbreviation
            && candidates.Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToArray() is [var meant]
            ? meant : null;

    /// <summary>A third of the letters; of two, one.</summary>
    private static int Allowed(string word, string candidate) =>
        word.Length == 2 && candidate.Length == 2 ? 1 : Math.Min(word.Length, candidate.Length) / 3;

    /// <summary>How many letters were left out, put in, changed, or exchanged with their neighbour.</summary>
    private static int Distance(string first, string second)
    {
        var beforeLast = new int[second.Length + 1];
        var last = new int[second.Length + 1];
        var current = new int[second.Length + 1];
        for (var j = 0; j <= second.Length; j++)
            last[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var change = first[i - 1] == second[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[second.Length];
    }
}
