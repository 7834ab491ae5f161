using System.Globalization;

namespace ProtocolKit.Fuzzing;

/// <summary>What afl begins with.</summary>
internal static class SeedFiles
{
    /// <summary>What is larger makes afl slow.</summary>
    private const int MaxOctets = 16 * 1024;

    /// <summary>Writes the inputs of a target into a folder, each once, and its words into a dictionary of afl.</summary>
    public static void Write(IFuzzTarget target, string folder, string dictionary)
    {
        Directory.CreateDirectory(folder);
        var seen = new HashSet<string>();
        foreach (var seed in target.Seeds)
        {
            if (seed.Length <= MaxOctets && seen.Add(Convert.ToHexString(seed)))
                File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{seen.Count:D4}")), seed);
        }

        File.WriteAllLines(dictionary, target.Words.Select(word => $"\"{string.Concat(word.Select(octet => $"\\x{octet:X2}"))}\""));
    }
}
