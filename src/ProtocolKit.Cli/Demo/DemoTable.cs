using System.Globalization;
using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Shows what became of the protocols in the demo.</summary>
internal static class DemoTable
{
    /// <summary>What the whole table needs; where there is less room, it does without the columns that are the same in every row.</summary>
    private const int FullWidth = 80;

    public static void Write(IReadOnlyList<DemoResult> results, ToolConsole console)
    {
        if (results.Count > 0)
            console.Styled.Write(Table(results, isFull: console.Styled.Profile.Width >= FullWidth));
        foreach (var result in results.Where(result => !result.Secured))
            console.Out.WriteLine($"{result.Protocol.Name}: {result.Verdict}");
        console.Out.WriteLine();
        console.Styled.WriteLine("Allocated: by the parsers and machines of both roles in one dialogue.");
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count(result => result.Secured)} of {results.Count} secured"));
    }

    private static Table Table(IReadOnlyList<DemoResult> results, bool isFull)
    {
        var table = new Table().Border(TableBorder.None);
        Add(table, "Protocol");
        if (isFull)
            Add(table, "Round trips", isNumber: true);
        Add(table, "TLS");
        if (isFull)
        {
            Add(table, "Cipher suite");
            Add(table, "Verified");
        }

        Add(table, "Time", isNumber: true);
        Add(table, "Allocated", isNumber: true);
        foreach (var result in results)
            table.AddRow([.. Cells(result, isFull).Select(text => new Text(text))]);
        return table;
    }

    private static void Add(Table table, string heading, bool isNumber = false) => table.AddColumn(heading, column =>
    {
        column.NoWrap().PadRight(2);
        if (isNumber)
            column.RightAligned();
    });

    private static IEnumerable<string> Cells(DemoResult result, bool isFull)
    {
        yield return result.Protocol.Name;
        if (isFull)
            yield return result.RoundTrips.ToString(CultureInfo.InvariantCulture);
        yield return result.Tls?.Version.Replace("TLS ", "", StringComparison.Ordinal) ?? "none";
        if (isFull)
        {
            yield return result.Tls?.CipherSuite ?? "none";
            yield return result.Secured ? "yes" : "no";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalMilliseconds:0.0} ms");
        yield return result.AllocatedOctets is { } octets ? string.Create(CultureInfo.InvariantCulture, $"{octets} B") : "unknown";
    }
}
