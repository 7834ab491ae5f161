using System.Net;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Cli;

/// <summary>Finds the servers of an input.</summary>
internal sealed class SurveyTargets(SurveyOptions options, Catalog catalog, ServiceResolver resolver, SurveyDone done)
{
    /// <summary>Finds the servers of an input, but for domains that are done.</summary>
    /// <exception cref="UsageException">The input is not understood.</exception>
    public async IAsyncEnumerable<SurveyTarget> FindAsync(string input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (input.Contains("://", StringComparison.Ordinal))
        {
            yield return new SurveyTarget(input, Parse(input));
            yield break;
        }

        if (options.Schemes.Count == 0)
            throw new UsageException(
                $"'{PeerText.Escape(input)}' names no protocol. Write smtp://{PeerText.Escape(input)}, or name one with --protocol.");
        foreach (var scheme in options.Schemes)
        {
            foreach (var port in options.Ports.Count == 0 ? [null] : options.Ports.Cast<int?>())
            {
                var own = Parse(scheme, input, port);
                if (options.Lookup == SurveyLookup.None)
                {
                    yield return new SurveyTarget(input, own);
                    continue;
                }

                if (done.HasDomain(SurveyDone.QuestionOf(options.Lookup, own)))
                    continue;
                foreach (var target in await LookUpAsync(input, own, port, cancellationToken).ConfigureAwait(false))
                    yield return target;
            }
        }
    }

    private ProbeTarget Parse(string scheme, string input, int? port)
    {
        var authority = IPAddress.TryParse(input, out _) && input.Contains(':', StringComparison.Ordinal) ? $"[{input}]" : input;
        var hasPort = authority.LastIndexOf(':') > authority.LastIndexOf(']');
        return Parse(port is null || hasPort ? $"{scheme}://{authority}" : $"{scheme}://{authority}:{port}");
    }

    /// <summary>Results name a host in one way, whoever has spelled it.</summary>
    private ProbeTarget Parse(string text)
    {
        var target = ProbeTarget.Parse(text, catalog);
        return target with { Host = target.Host.ToLowerInvariant() };
    }

    private async Task<IReadOnlyList<SurveyTarget>> LookUpAsync(string input, ProbeTarget own, int? port,
        CancellationToken cancellationToken)
    {
        var found = new ProbeSurveyed(input, default) { Domain = own.Host, Record = Name(options.Lookup) };
        ServiceLocation location;
        try
        {
            location = options.Lookup == SurveyLookup.Mx
                ? await resolver.FindMailExchangersAsync(own.Host, cancellationToken).ConfigureAwait(false)
                : await resolver.FindServiceAsync(own.Protocol, own.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException failure)
        {
            throw new UsageException("", failure);
        }
        catch (ServiceLookupException failure)
        {
            var error = failure.Error.ToString();
            found = found with { Targets = 1, LookupError = char.ToLowerInvariant(error[0]) + error[1..] };
            return [new SurveyTarget(input, own) { Failure = failure, Found = found }];
        }

        // An MX record's host must be named by its certificate: who forges the record can't have one for the domain, but one for a host.
        return
        [
            .. location.Targets.Select(target => new SurveyTarget(input, Server(own, target, port), target.ServerName)
            {
                AlternativeServerNames = options.Lookup == SurveyLookup.Srv ? target.AlternativeServerNames : [],
                Found = found with { Targets = location.Targets.Count, Priority = target.Priority,
                    Authenticated = location.IsAuthenticated },
            }),
        ];
    }

    private static ProbeTarget Server(ProbeTarget own, ServiceTarget found, int? port)
    {
        var implicitTls = own.ImplicitTls || found.ImplicitTls;
        return own with { Host = found.Host, Port = found.Port ?? port ?? Catalog.RequirePort(own.Protocol, implicitTls),
            ImplicitTls = implicitTls };
    }

    private static string? Name(SurveyLookup lookup) => lookup == SurveyLookup.None ? null : lookup.ToString().ToLowerInvariant();
}
