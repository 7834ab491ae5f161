using BenchmarkDotNet.Attributes;
using ProtocolKit.Benchmarks.Ldap;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>LDAP: the answer to an extended request.</summary>
[BenchmarkCategory("LDAP response")]
public class ResponseBenchmarks() : ReplyBenchmarks(ReplyCorpus.Ldap)
{
    [Benchmark(Baseline = true, OperationsPerInvoke = ReplyCorpus.Count, Description = "hand-written")]
    public long HandWritten() => ReadAll<HandWrittenResponse>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated")]
    public long Generated() => ReadAll<GeneratedResponse>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "generated regex for headers")]
    public long Regex() => ReadAll<RegexResponse>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "Pidgin, less strict")]
    public long Pidgin() => ReadAll<PidginResponse>();

    [Benchmark(OperationsPerInvoke = ReplyCorpus.Count, Description = "read of the outer length")]
    public long Limit() => ReadAll<LengthScan>();
}
