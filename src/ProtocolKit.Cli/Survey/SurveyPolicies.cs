using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary>Finds the policies of mail exchangers: DANE of a host, and MTA-STS of a domain.</summary>
/// <param name="options">Whether they are asked for, and how long that may take.</param>
/// <param name="resolver">Looks up records.</param>
/// <param name="policies">Fetches policies.</param>
internal sealed class SurveyPolicies(SurveyOptions options, ServiceResolver resolver, MtaStsResolver policies)
{
    /// <summary>Finds the TLSA records of a target; null where they are not asked for.</summary>
    public async Task<SurveyDane?> FindDaneAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        if (!(options.AsksPolicies ?? IsExchanger(target)) || IPAddress.TryParse(target.Server.Host, out _))
            return null;
        try
        {
            var records = await DaneRecords.FindAsync(resolver, target.Server.Host, target.Server.Port, cancellationToken)
                .WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
            return new SurveyDane(records.Exist, records.Usable, records.Fault?.Message);
        }
        catch (TimeoutException)
        {
            return new SurveyDane(false, [], "The look-up took too long.");
        }
    }

    /// <summary>Finds the policy of a target's domain; null where it is not asked for.</summary>
    public async Task<ProbeMtaSts?> FindMtaStsAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        if (options.AsksPolicies == false || !IsExchanger(target) || target.Failure is not null)
            return null;
        try
        {
            var (policy, why) = await policies.FindAsync(resolver, target.Found!.Domain!, cancellationToken)
                .WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
            var reason = why.Length == 0 ? null : PeerText.Escape(why);
            return policy is null
                ? new ProbeMtaSts(null, null, reason)
                : new ProbeMtaSts(policy.Mode.ToString().ToLowerInvariant(), policy.Allows(target.Server.Host), reason);
        }
        catch (Exception failure) when (failure is TimeoutException or ArgumentException)
        {
            return new ProbeMtaSts(null, null, failure is TimeoutException ? "The policy took too long." : failure.Message);
        }
    }

    private static bool IsExchanger(SurveyTarget target) => target.Found?.Record == "mx";
}

/// <summary>What TLSA records tell of a host.</summary>
/// <param name="Exist">Whether there are any.</param>
/// <param name="Usable">Those that can be used.</param>
/// <param name="Fault">Why it is not known, or null.</param>
internal sealed record SurveyDane(bool Exist, IReadOnlyList<CertificateAssociation> Usable, string? Fault)
{
    /// <summary>Compares them with the certificates that a server has shown, its own first.</summary>
    public ProbePolicy Judge(IReadOnlyList<X509Certificate2> chain) => new(new ProbeDane(Exist, Usable.Count,
        Usable.Count == 0 || chain.Count == 0 ? null : Usable.Any(one => one.Usage == CertificateAssociationUsage.EndEntity
            ? one.Matches(chain[0])
            : chain.Skip(1).Any(one.Matches)), Fault), null);
}
