using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ProtocolKit.Cli;

/// <summary>Probes the targets of a survey, politely and each within its deadline.</summary>
internal sealed class SurveyProber(
    SurveyOptions options, SurveyExclusions exclusions, Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>> resolve)
        : IDisposable
{
    private const int MostLookups = 32;
    private const int MostShared = 1024;

    private readonly SurveyPoliteness _politeness = new(options);
    private readonly SemaphoreSlim _probes = new(options.Concurrency);
    private readonly SemaphoreSlim _lookups = new(MostLookups);
    private readonly ConcurrentDictionary<string, Lazy<Task<ProbeReport?>>> _shared = new(StringComparer.OrdinalIgnoreCase);

    public void Dispose()
    {
        _probes.Dispose();
        _lookups.Dispose();
    }

    /// <summary>Probes a target. A server that many domains have in common is probed once.</summary>
    /// <returns>The line of the results; null if the target is excluded.</returns>
    /// <exception cref="UsageException">The host is no name, or a parameter is wrong.</exception>
    public async Task<ProbeReport?> ProbeAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        if (exclusions.Has(target.Server.Host) || (target.Found?.Domain is { } domain && exclusions.Has(domain)))
            return null;
        if (target.Failure is { } failure)
            return OfLookup(target, failure);
        if (target.Found is null)
            return await ConnectAsync(target, cancellationToken).ConfigureAwait(false);
        if (_shared.Count >= MostShared)
            _shared.Clear();
        var shared = _shared.GetOrAdd(
            $"{target.Text} {target.ServerName} {string.Join(' ', target.AlternativeServerNames)}",
            _ => new Lazy<Task<ProbeReport?>>(() => ConnectAsync(target, cancellationToken)));
        return await shared.Value.ConfigureAwait(false) is { } report
            ? report with { Surveyed = target.Found with { Time = report.Surveyed!.Time } }
            : null;
    }

    private async Task<ProbeReport?> ConnectAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var (addresses, failure) = await FindAddressesAsync(target.Server.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Any(exclusions.Has))
            return null;
        var left = options.Timeout - watch.Elapsed;
        using var pass = await _politeness.EnterAsync(addresses is [var first, ..] ? first : null, target.Server.Host,
            cancellationToken).ConfigureAwait(false);
        await _probes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var observer = new ProbeObserver(target.Server.Protocol);
            var connecting = new UpgradeClientOptions
            {
                Timeout = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1),
                ServerName = target.ServerName,
                AlternativeServerNames = target.AlternativeServerNames,
                ImplicitTls = target.Server.ImplicitTls,
                CustomRoots = options.Roots,
                AllowTlsResume = false,
                KeepPeerChain = true,
                Observer = observer,
                ResolveCallback = (_, _) => failure is null ? new(addresses) : ValueTask.FromException<IReadOnlyList<IPAddress>>(failure),
            };
            var time = DateTimeOffset.UtcNow;
            var report = await Prober.RunAsync(
                target.Text, target.Server, Parameters(options, target.Server.Protocol), connecting, observer,
                    cancellationToken).ConfigureAwait(false);
            return report with { Surveyed = (target.Found ?? new ProbeSurveyed(target.Input, time)) with { Time = time } };
        }
        finally
        {
            _probes.Release();
        }
    }

    /// <summary>The parameters as the user has them, with the contact where the protocol has a place for it.</summary>
    /// <exception cref="UsageException">One may not have its value.</exception>
    public static ProtocolParameters Parameters(SurveyOptions options, ProtocolDefinition protocol)
    {
        const string place = "client-name";
        var parameters = protocol.CreateClientParameters();
        if (options.Contact is { } contact && protocol.ClientParameterNames.Contains(place, StringComparer.Ordinal))
        {
            try
            {
                parameters.SetValue(place, contact);
            }
            catch (ArgumentException failure)
            {
                throw new UsageException($"--contact {PeerText.Escape(contact)}: ", failure);
            }
        }

        return CommonOptions.Apply(options.Settings, parameters);
    }

    /// <summary>Looks up a host within the time that a target has. What goes wrong is the probe's to tell.</summary>
    private async Task<(IReadOnlyList<IPAddress> Addresses, Exception? Failure)> FindAddressesAsync(string host,
        CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
            return ([address], null);
        await _lookups.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await resolve(host, cancellationToken).AsTask().WaitAsync(options.Timeout,
                cancellationToken).ConfigureAwait(false), null);
        }
        catch (TimeoutException)
        {
            return ([], new SocketException((int)SocketError.TryAgain));
        }
        catch (Exception failure) when (failure is SocketException or IOException or ArgumentException)
        {
            return ([], failure is ArgumentException ? new SocketException((int)SocketError.HostNotFound) : failure);
        }
        finally
        {
            _lookups.Release();
        }
    }

    private static ProbeReport OfLookup(SurveyTarget target, ServiceLookupException failure) => new()
    {
        Target = target.Text,
        Protocol = target.Server.Protocol.Name,
        Host = target.Server.Host,
        Port = target.Server.Port,
        ImplicitTls = target.Server.ImplicitTls,
        Secured = false,
        Outcome = UpgradeOutcome.Unreachable.ToGrammarName(),
        ExitCode = ExitCode.Network,
        Reason = failure.Message,
        ElapsedMilliseconds = 0,
        Surveyed = target.Found! with { Time = DateTimeOffset.UtcNow },
    };
}
