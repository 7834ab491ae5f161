namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>What one way to read a corpus took.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="Median">The median of the rounds, in ns a reply.</param>
/// <param name="Minimum">The least, in ns a reply.</param>
/// <param name="Ratio">The median of the ratios to the first reader, each of one round.</param>
/// <param name="Allocated">What one pass over the corpus allocates, in octets.</param>
internal sealed record ReaderTime(string Reader, double Median, double Minimum, double Ratio, long Allocated)
{
    public static ReaderTime Of(string reader, double[] times, double[] firsts, long allocated)
    {
        var ratios = times.Zip(firsts, (one, first) => one / first);
        return new ReaderTime(reader, Statistics.Median(times), times.Min(), Statistics.Median(ratios), allocated);
    }
}
