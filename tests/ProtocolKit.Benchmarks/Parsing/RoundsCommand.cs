using System.Globalization;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>Measures generated beside hand-written parsers; prints medians and minima in ns a reply, and the ratio of each to the
/// first.</summary>
internal static class RoundsCommand
{
    public static int Run()
    {
        foreach (var comparison in Comparison.All)
        {
            foreach (var time in comparison.Measure())
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{comparison.Name,-12}{time.Reader,-28}{time.Median,8:0.0} ns  min {time.Minimum,8:0.0}  x {time.Ratio:0.00}"));
            }
        }

        return 0;
    }
}
