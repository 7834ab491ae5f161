using System.Diagnostics;
using System.Globalization;
using ProtocolKit.Benchmarks.Imap;
using ProtocolKit.Benchmarks.Ldap;
using ProtocolKit.Benchmarks.Replies;
using ProtocolKit.Benchmarks.Smtp;
using ProtocolKit.Benchmarks.Xmpp;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>Measures generated beside hand-written parsers in turns, so that a busy machine slows both: for work on what is generated.</summary>
internal static class RoundsCommand
{
    private const int Rounds = 41;
    private const int PassesPerRound = 10;

    public static int Run()
    {
        Compare("EHLO", ReplyCorpus.Smtp, ReplyBenchmarks.ReadAll<HandWrittenEhlo>, ReplyBenchmarks.ReadAll<GeneratedEhlo>);
        Compare("CAPABILITY", ReplyCorpus.Imap, ReplyBenchmarks.ReadAll<HandWrittenCapability>, ReplyBenchmarks.ReadAll<GeneratedCapability>);
        Compare("EHLO known", ReplyCorpus.Smtp, ReplyBenchmarks.ReadAll<HandWrittenKnownEhlo>, ReplyBenchmarks.ReadAll<GeneratedKnownEhlo>);
        Compare("CAPA known", ReplyCorpus.Imap, ReplyBenchmarks.ReadAll<HandWrittenKnownCapability>, ReplyBenchmarks.ReadAll<GeneratedKnownCapability>);
        Compare("features", ReplyCorpus.Xmpp, ReplyBenchmarks.ReadAll<HandWrittenFeatures>, ReplyBenchmarks.ReadAll<GeneratedFeatures>);
        Compare("response", ReplyCorpus.Ldap, ReplyBenchmarks.ReadAll<HandWrittenResponse>, ReplyBenchmarks.ReadAll<GeneratedResponse>);
        return 0;
    }

    /// <summary>Measures some ways to read a corpus; prints medians and minima in ns a reply, and the ratio of each to the first.</summary>
    internal static void Compare(string name, ReplyCorpus corpus, params ReadOnlySpan<Func<Reply[], long>> readers)
    {
        var times = new double[readers.Length][];
        for (var i = 0; i < readers.Length; i++)
        {
            times[i] = new double[Rounds];
            WarmUp(readers[i], corpus.Replies);
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < readers.Length; i++)
                times[i][round] = Measure(readers[i], corpus.Replies);
        }

        for (var i = 0; i < readers.Length; i++)
        {
            var ratios = times[i].Zip(times[0], (one, first) => one / first).Order().ToArray();
            Array.Sort(times[i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-12}{readers[i].Method.GetGenericArguments()[0].Name,-28}{times[i][Rounds / 2],8:0.0} ns  min {times[i][0],8:0.0}  x {ratios[Rounds / 2]:0.00}"));
        }
    }

    private static void WarmUp(Func<Reply[], long> read, Reply[] replies)
    {
        // Tier-1 code is compiled in the background, some 100 ms after the last call of new code.
        for (var i = 0; i < 4; i++)
        {
            for (var pass = 0; pass < 4 * PassesPerRound; pass++)
                read(replies);
            Thread.Sleep(200);
        }
    }

    private static double Measure(Func<Reply[], long> read, Reply[] replies)
    {
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < PassesPerRound; pass++)
            read(replies);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / PassesPerRound / replies.Length;
    }
}
