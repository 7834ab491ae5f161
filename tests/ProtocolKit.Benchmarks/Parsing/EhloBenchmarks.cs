using BenchmarkDotNet.Attributes;
using ProtocolKit.Benchmarks.Smtp;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>SMTP: the answer to EHLO.</summary>
[BenchmarkCategory("SMTP EHLO")]
public class EhloBenchmarks() : ReplyBenchmarks(ReplyCorpus.Smtp)
{
    [Benchmark(Baseline = true, OperationsPerInvoke = ReplyCorpus.Count, Description = "hand-written")]
    public long HandWritten() => ReadAll<HandWrittenEhlo>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated")]
    public long Generated() => ReadAll<GeneratedEhlo>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex over chars")]
    public long Regex() => ReadAll<RegexEhlo>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex, octets to chars")]
    public long TranscodingRegex() => ReadAll<TranscodingRegexEhlo>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "Pidgin")]
    public long Pidgin() => ReadAll<PidginEhlo>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "IndexOf of line ends")]
    public long Limit() => ReadAll<LineScan>();
}
