using System.Globalization;
using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Shows what became of the protocols in the demo.</summary>
internal static class DemoTable
{
    private const string Gap = "  ";

    private const string Trips = "Trips";

    private static readonly Column[] Columns =
    [
        new("Protocol", result => result.Protocol.Name),
        new(Trips, result => string.Create(CultureInfo.InvariantCulture, $"{result.RoundTrips}"), IsNumber: true, IsExtra: true),
        new("TLS", result => result.Tls?.Version.Replace("TLS ", "", StringComparison.Ordinal) ?? "none"),
        new("Cipher suite", result => result.Tls?.CipherSuite ?? "none", IsExtra: true),
        new("Verified", result => result.Secured ? "yes" : "no", IsExtra: true),
        new("Time", result => string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalMilliseconds:0.0} ms"), IsNumber: true),
        new("Allocated", result =>
            result.AllocatedOctets is { } octets ? string.Create(CultureInfo.InvariantCulture, $"{octets} B") : "unknown", IsNumber: true),
    ];

    public static void Write(IReadOnlyList<DemoResult> results, ToolConsole console)
    {
        var columns = results.Count > 0 ? Fitting(results, console.Styled.Profile.Width) : [];
        if (results.Count > 0)
            WriteTable(results, columns, console);
        foreach (var result in results.Where(result => !result.Secured))
            console.Out.WriteLine($"{result.Protocol.Name}: {result.Verdict}");
        console.Out.WriteLine();
        if (columns.Any(column => column.Heading == Trips))
            console.Out.WriteLine("Trips: the round trips of the dialogue, before TLS and inside.");
        console.Styled.WriteLine("Allocated: by the parsers and machines of both roles in one dialogue.");
        console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{results.Count(result => result.Secured)} of {results.Count} secured"));
    }

    /// <summary>The columns that there is room for: where there is little, it does without the widest of those that only matter to the
    /// curious.</summary>
    private static List<Column> Fitting(IReadOnlyList<DemoResult> results, int width)
    {
        List<Column> columns = [.. Columns];
        while (columns.Sum(column => WidthOf(column, results) + Gap.Length) - Gap.Length > width && columns.Any(column => column.IsExtra))
            columns.Remove(columns.Where(column => column.IsExtra).MaxBy(column => WidthOf(column, results))!);
        return columns;
    }

    private static int WidthOf(Column column, IReadOnlyList<DemoResult> results) =>
        results.Max(result => Math.Max(column.Show(result).Length, column.Heading.Length));

    private static void WriteTable(IReadOnlyList<DemoResult> results, List<Column> columns, ToolConsole console)
    {
        string[][] rows = [.. results.Select(result => columns.Select(column => column.Show(result)).ToArray())];
        int[] widths = [.. columns.Select(column => WidthOf(column, results))];
        console.Out.WriteLine(Join(columns.Select(column => column.Heading)));
        foreach (var row in rows)
            console.Out.WriteLine(Join(row));

        string Join(IEnumerable<string> cells) =>
            string.Join(
                Gap, cells.Select((cell, index) => columns[index].IsNumber ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index])));
    }

    private sealed record Column(string Heading, Func<DemoResult, string> Show, bool IsNumber = false, bool IsExtra = false);
}
