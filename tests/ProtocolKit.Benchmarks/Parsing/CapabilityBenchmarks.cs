using BenchmarkDotNet.Attributes;
using ProtocolKit.Benchmarks.Imap;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>IMAP: the answer to CAPABILITY.</summary>
[BenchmarkCategory("IMAP CAPABILITY")]
public class CapabilityBenchmarks() : ReplyBenchmarks(ReplyCorpus.Imap)
{
    [Benchmark(Baseline = true, OperationsPerInvoke = ReplyCorpus.Count, Description = "hand-written")]
    public long HandWritten() => ReadAll<HandWrittenCapability>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated")]
    public long Generated() => ReadAll<GeneratedCapability>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex over chars")]
    public long Regex() => ReadAll<RegexCapability>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex, octets to chars")]
    public long TranscodingRegex() => ReadAll<TranscodingRegexCapability>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "Pidgin")]
    public long Pidgin() => ReadAll<PidginCapability>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "IndexOf of line ends")]
    public long Limit() => ReadAll<LineScan>();
}
