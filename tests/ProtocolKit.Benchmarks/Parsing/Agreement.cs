using System.Buffers;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;
using ProtocolKit.Testing;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>Sees that all readers find the same in every reply, and that those of equal strictness refuse and want more alike.</summary>
internal static class Agreement
{
    private const int DamagedTimes = 12;

    /// <summary>Both must take every reply and find the same.</summary>
    public static void OnReplies<TFirst, TSecond>(ReplyCorpus corpus)
        where TFirst : IReplyReader
        where TSecond : IReplyReader
    {
        foreach (var reply in corpus.Replies)
        {
            var first = Read<TFirst>(reply, out var firstFound);
            var second = Read<TSecond>(reply, out var secondFound);
            if (first != OperationStatus.Done || second != OperationStatus.Done || firstFound != secondFound)
                throw Disagreement<TFirst, TSecond>(reply, $"{first} {firstFound}", $"{second} {secondFound}");
        }
    }

    /// <summary>Whatever is done to a reply, the verdicts must be the same.</summary>
    /// <param name="corpus">The replies.</param>
    /// <param name="mayRefuseEarlier">Whether the second may refuse what the first wants more of: it looks at octets before it has
    /// to.</param>
    public static int OnDamagedReplies<TFirst, TSecond>(ReplyCorpus corpus, bool mayRefuseEarlier = false)
        where TFirst : IReplyReader
        where TSecond : IReplyReader
    {
        var dice = new Dice(4);
        var taken = 0;
        foreach (var reply in corpus.Replies)
        {
            for (var i = 0; i < DamagedTimes; i++)
            {
                var damaged = i % 3 == 0 ? reply : Damage.Change(reply, dice);
                if (i % 2 == 0 && damaged.Octets.Length > 0)
                    damaged = Damage.Cut(damaged, dice);
                var first = Read<TFirst>(damaged, out var firstFound);
                var second = Read<TSecond>(damaged, out var secondFound);
                var isEarlier = mayRefuseEarlier && first == OperationStatus.NeedMoreData && second == OperationStatus.InvalidData;
                if (!isEarlier && (first != second || firstFound != secondFound))
                    throw Disagreement<TFirst, TSecond>(damaged, $"{first} {firstFound}", $"{second} {secondFound}");
                taken += first == OperationStatus.Done ? 1 : 0;
            }
        }

        return taken;
    }

    private static OperationStatus Read<TReader>(in Reply reply, out string found)
        where TReader : IReplyReader
    {
        var sink = default(TextSink);
        var status = TReader.Read(reply, ref sink);
        found = sink.ToString();
        return status;
    }

    private static InvalidOperationException Disagreement<TFirst, TSecond>(in Reply reply, string first, string second) =>
        new($"""
            {typeof(TFirst).Name}: {first}
            {typeof(TSecond).Name}: {second}
            {TranscriptEscapes.Escape(reply.Octets)}
            """);
}
