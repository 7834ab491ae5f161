using System.Diagnostics;
using ProtocolKit.Benchmarks.Imap;
using ProtocolKit.Benchmarks.Ldap;
using ProtocolKit.Benchmarks.Replies;
using ProtocolKit.Benchmarks.Smtp;
using ProtocolKit.Benchmarks.Xmpp;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>A corpus of replies and some ways to read it, the first of which the others are compared with.</summary>
internal sealed class Comparison(string name, ReplyCorpus corpus, params Func<Reply[], long>[] readers)
{
    private const int Rounds = 41;
    private const int PassesPerRound = 10;

    /// <summary>Generated beside hand-written parsers.</summary>
    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("EHLO", ReplyCorpus.Smtp, ReplyBenchmarks.ReadAll<HandWrittenEhlo>, ReplyBenchmarks.ReadAll<GeneratedEhlo>),
        new("CAPABILITY", ReplyCorpus.Imap, ReplyBenchmarks.ReadAll<HandWrittenCapability>, ReplyBenchmarks.ReadAll<GeneratedCapability>),
        new("EHLO known", ReplyCorpus.Smtp, ReplyBenchmarks.ReadAll<HandWrittenKnownEhlo>, ReplyBenchmarks.ReadAll<GeneratedKnownEhlo>),
        new("CAPA known", ReplyCorpus.Imap, ReplyBenchmarks.ReadAll<HandWrittenKnownCapability>,
            ReplyBenchmarks.ReadAll<GeneratedKnownCapability>),
        new("features", ReplyCorpus.Xmpp, ReplyBenchmarks.ReadAll<HandWrittenFeatures>, ReplyBenchmarks.ReadAll<GeneratedFeatures>),
        new("response", ReplyCorpus.Ldap, ReplyBenchmarks.ReadAll<HandWrittenResponse>, ReplyBenchmarks.ReadAll<GeneratedResponse>),
    ];

    public string Name => name;

    /// <summary>Measures the readers in turns, so that a busy machine slows all alike.</summary>
    public ReaderTime[] Measure()
    {
        var times = new double[readers.Length][];
        for (var i = 0; i < readers.Length; i++)
        {
            times[i] = new double[Rounds];
            WarmUp(readers[i]);
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < readers.Length; i++)
                times[i][round] = Measure(readers[i]);
        }

        return [.. readers.Zip(times, (reader, own) =>
            ReaderTime.Of(reader.Method.GetGenericArguments()[0].Name, own, times[0], Allocated(reader)))];
    }

    private void WarmUp(Func<Reply[], long> read)
    {
        // Tier-1 code is compiled in the background, some 100 ms after the last call of new code.
        for (var i = 0; i < 4; i++)
        {
            for (var pass = 0; pass < 4 * PassesPerRound; pass++)
                read(corpus.Replies);
            Thread.Sleep(200);
        }
    }

    private double Measure(Func<Reply[], long> read)
    {
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < PassesPerRound; pass++)
            read(corpus.Replies);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / PassesPerRound / corpus.Replies.Length;
    }

    private long Allocated(Func<Reply[], long> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        read(corpus.Replies);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
