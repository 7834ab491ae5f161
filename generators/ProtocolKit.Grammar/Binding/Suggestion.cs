namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the known name that was probably meant.</summary>
public static class Suggestion
{
    /// <summary>" (did you mean 'name'?)", or an empty text where nothing is near.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(item => item.Distance <= Math.Max(1, Math.Min(name.Length, item.Name.Length) / 3))
            .OrderBy(item => item.Distance).ThenBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => item.Name).FirstOrDefault();
        return best is null ? "" : $" (did you mean '{best}'?)";
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        var before = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            var above = (int[])row.Clone();
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            before = above;
        }

        return row[^1];
    }
}
