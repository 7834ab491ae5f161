using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>The caller's options with what is each server's own. They are kept, because connections with the same options share what can be
/// shared, such as TLS sessions.</summary>
internal sealed class TargetOptions(Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>> resolve)
{
    /// <summary>How many are kept for an object of the caller's.</summary>
    private const int MaxCount = 256;

    private readonly ConditionalWeakTable<UpgradeClientOptions, ConcurrentDictionary<Key, UpgradeClientOptions>> _kept = [];

    /// <summary>The options for a server.</summary>
    public UpgradeClientOptions Get(UpgradeClientOptions options, ServiceTarget target)
    {
        var kept = _kept.GetValue(options, _ => []);
        if (kept.Count >= MaxCount)
            kept.Clear();
        var key = new Key(target.ServerName, string.Join(' ', target.AlternativeServerNames), target.ImplicitTls);
        return kept.GetOrAdd(key, _ => new UpgradeClientOptions(options)
        {
            ServerName = options.ServerName ?? target.ServerName,
            AlternativeServerNames = options.ServerName is null
                ? [.. options.AlternativeServerNames, .. target.AlternativeServerNames]
                : options.AlternativeServerNames,
            ImplicitTls = options.ImplicitTls || target.ImplicitTls,
            ResolveCallback = options.ResolveCallback ?? resolve,
        });
    }

    private readonly record struct Key(string ServerName, string AlternativeNames, bool ImplicitTls);
}
