using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>What a survey has done already, in this run and in those before. It keeps hashes, so that millions fit into memory.</summary>
internal sealed class SurveyDone
{
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _targets = [];
    private readonly Dictionary<UInt128, int> _domains = [];

    /// <summary>Takes a line of the results; false if there was one of its target before.</summary>
    public bool Add(ProbeReport report)
    {
        var isNew = _targets.Add(Hash(SurveyTarget.KeyOf(report)));
        if (!isNew || report.Surveyed is not { Record: { } record, Domain: { } domain, Targets: { } targets })
            return isNew;
        var question = Hash(QuestionOf(record, report.Protocol, report.Port, domain));
        _domains[question] = _domains.GetValueOrDefault(question, targets) - 1;
        return isNew;
    }

    /// <summary>Takes a target to survey; false if it was taken before.</summary>
    public bool TryTake(SurveyTarget target)
    {
        lock (_lock)
            return _targets.Add(Hash(target.Key));
    }

    /// <summary>Whether every server of a domain has its line.</summary>
    public bool HasDomain(string question) => _domains.TryGetValue(Hash(question), out var left) && left <= 0;

    /// <summary>What is asked of DNS for a domain.</summary>
    public static string QuestionOf(SurveyLookup lookup, ProbeTarget own) =>
        QuestionOf(lookup.ToString().ToLowerInvariant(), own.Protocol.Name, own.Port, own.Host);

    // An SRV record has the port.
    private static string QuestionOf(string record, string protocol, int port, string domain) =>
        record == "mx" ? $"{record} {protocol} {port} {domain}".ToLowerInvariant() : $"{record} {protocol} {domain}".ToLowerInvariant();

    private static UInt128 Hash(string key) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
