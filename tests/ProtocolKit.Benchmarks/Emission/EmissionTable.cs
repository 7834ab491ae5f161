namespace ProtocolKit.Benchmarks.Emission;

/// <summary>A table in Markdown, printed row by row.</summary>
internal static class EmissionTable
{
    public static void Begin() => Console.WriteLine("| | now | aim |\n| --- | --- | --- |");

    public static void Add(string row, FormattableString value, string aim) =>
        Console.WriteLine($"| {row} | {FormattableString.Invariant(value)} | {aim} |");
}
