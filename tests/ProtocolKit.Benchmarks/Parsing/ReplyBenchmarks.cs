using System.Buffers;
using BenchmarkDotNet.Attributes;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>What the benchmarks of all protocols have in common: every reply of the corpus is read once, and its captures are
/// consumed.</summary>
public abstract class ReplyBenchmarks
{
    private readonly Reply[] _replies;

    private protected ReplyBenchmarks(ReplyCorpus corpus) => _replies = corpus.Replies;

    private protected long ReadAll<TReader>()
        where TReader : IReplyReader => ReadAll<TReader>(_replies);

    internal static long ReadAll<TReader>(Reply[] replies)
        where TReader : IReplyReader
    {
        var sink = default(LengthSink);
        foreach (ref readonly var reply in replies.AsSpan())
        {
            if (TReader.Read(in reply, ref sink) != OperationStatus.Done)
                throw new InvalidOperationException($"{typeof(TReader).Name} refuses a reply.");
        }

        return sink.Total;
    }
}
