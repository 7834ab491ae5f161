using System.Net;

namespace ProtocolKit.Cli;

/// <summary>Finds the servers of inputs.</summary>
internal sealed class SurveyTargets(SurveyOptions options, Catalog catalog, ServiceResolver resolver, SurveyDone done)
{
    /// <summary>Understands an input: each protocol and port of it is a question of its own.</summary>
    /// <exception cref="UsageException">The input is not understood.</exception>
    public IEnumerable<SurveyQuestion> Ask(string input)
    {
        if (input.Contains("://", StringComparison.Ordinal))
        {
            yield return new SurveyQuestion(input, Parse(input));
            yield break;
        }

        if (options.Schemes.Count == 0)
            throw new UsageException(
                $"'{PeerText.Escape(input)}' names no protocol. Write smtp://{PeerText.Escape(input)}, or name one with --protocol.");
        foreach (var scheme in options.Schemes)
        {
            foreach (var port in options.Ports.Count == 0 ? [null] : options.Ports.Cast<int?>())
                yield return new SurveyQuestion(input, Parse(scheme, input, port)) { Port = port, Lookup = options.Lookup };
        }
    }

    /// <summary>Finds the servers; none for a domain that is done.</summary>
    /// <exception cref="UsageException">The domain is none.</exception>
    public async Task<IReadOnlyList<SurveyTarget>> FindAsync(SurveyQuestion question, CancellationToken cancellationToken)
    {
        if (question.Lookup == SurveyLookup.None)
            return [new SurveyTarget(question.Input, question.Own)];
        return done.HasDomain(SurveyDone.QuestionOf(question.Lookup, question.Own))
            ? []
            : await LookUpAsync(question, cancellationToken).ConfigureAwait(false);
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

    private async Task<IReadOnlyList<SurveyTarget>> LookUpAsync(SurveyQuestion question, CancellationToken cancellationToken)
    {
        var (input, own) = (question.Input, question.Own);
        var found = new ProbeSurveyed(input, default) { Domain = own.Host, Record = question.Lookup.ToString().ToLowerInvariant() };
        ServiceLocation location;
        try
        {
            location = question.Lookup == SurveyLookup.Mx
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

        return
        [
            .. location.Targets.Select(target => new SurveyTarget(input, Server(own, target, question.Port), target.ServerName)
            {
                AlternativeServerNames = target.AlternativeServerNames,
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
}
