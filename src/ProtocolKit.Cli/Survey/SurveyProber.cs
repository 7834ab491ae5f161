using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ProtocolKit.Cli;

/// <summary>Probes the targets of a survey, politely and each within its deadline.</summary>
/// <param name="options">How it is done.</param>
/// <param name="exclusions">Who is left alone.</param>
/// <param name="resolve">Looks up the addresses of a host.</param>
/// <param name="policies">Finds policies.</param>
/// <param name="waitForTurn">Waits until no other machine pauses with an address; null where there are no others.</param>
internal sealed class SurveyProber(
    SurveyOptions options, SurveyExclusions exclusions, Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>> resolve,
    SurveyPolicies policies, Func<string, CancellationToken, Task>? waitForTurn = null) : IDisposable
{
    private const int MostLookups = 32;
    private const int MostShared = 1024;

    private readonly SurveyPoliteness _politeness = new(options, waitForTurn);
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
            return Unreachable(target.Server, failure.Message, target.Found! with { Time = DateTimeOffset.UtcNow });
        if (target.Found is not { } found)
            return await ConnectAsync(target, cancellationToken).ConfigureAwait(false);

        // Most exchangers have their own name in the certificate. One that has but the domain's is connected to for this domain alone.
        var report = found.Record == "mx"
            ? await ShareAsync(target with { AlternativeServerNames = [] }, cancellationToken).ConfigureAwait(false)
            : await ShareAsync(target, cancellationToken).ConfigureAwait(false);
        if (report is { CertificateErrors: ["wrongName"], Certificates: [var own, ..] } && found.Record == "mx"
            && target.AlternativeServerNames.Any(name => own.Names.Any(other => Covers(other, name))))
        {
            report = await ConnectAsync(target, cancellationToken).ConfigureAwait(false);
        }

        if (report is null)
            return null;
        var policy = await policies.FindMtaStsAsync(target, cancellationToken).ConfigureAwait(false) is { } mtaSts
            ? new ProbePolicy(report.Policy?.Dane, mtaSts)
            : report.Policy;
        return report with { Policy = policy, Surveyed = found with { Time = report.Surveyed!.Time } };
    }

    private Task<ProbeReport?> ShareAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        if (_shared.Count >= MostShared)
            _shared.Clear();
        return _shared.GetOrAdd(
            $"{target.Text} {target.ServerName} {string.Join(' ', target.AlternativeServerNames)}",
            _ => new Lazy<Task<ProbeReport?>>(() => ConnectAsync(target, cancellationToken))).Value;
    }

    /// <summary>Whether a certificate's name may be that of a host; the handshake is the judge.</summary>
    private static bool Covers(string pattern, string name) => pattern.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (pattern.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));

    private async Task<ProbeReport?> ConnectAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        var dane = await policies.FindDaneAsync(target, cancellationToken).ConfigureAwait(false);
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
                    cancellationToken, dane is null ? null : dane.Judge).ConfigureAwait(false);
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

    /// <summary>The line of a target that nobody could connect to.</summary>
    public static ProbeReport Unreachable(ProbeTarget target, string reason, ProbeSurveyed surveyed) => new()
    {
        Target = target.Text,
        Protocol = target.Protocol.Name,
        Host = target.Host,
        Port = target.Port,
        ImplicitTls = target.ImplicitTls,
        Secured = false,
        Outcome = UpgradeOutcome.Unreachable.ToGrammarName(),
        ExitCode = ExitCode.Network,
        Reason = reason,
        ElapsedMilliseconds = 0,
        Surveyed = surveyed,
    };
}
