using BenchmarkDotNet.Attributes;
using ProtocolKit.Benchmarks.Xmpp;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>XMPP: stream features.</summary>
[BenchmarkCategory("XMPP features")]
public class FeaturesBenchmarks() : ReplyBenchmarks(ReplyCorpus.Xmpp)
{
    [Benchmark(Baseline = true, OperationsPerInvoke = ReplyCorpus.Count, Description = "hand-written")]
    public long HandWritten() => ReadAll<HandWrittenFeatures>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated")]
    public long Generated() => ReadAll<GeneratedFeatures>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex over chars, less strict")]
    public long Regex() => ReadAll<RegexFeatures>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "Pidgin, less strict")]
    public long Pidgin() => ReadAll<PidginFeatures>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "IndexOf of tag ends")]
    public long Limit() => ReadAll<TagScan>();
}
