namespace ProtocolKit;

/// <summary>A policy that was applied, and what came of it.</summary>
public sealed record TlsReportItem
{
    /// <summary>The policy.</summary>
    public required TlsReportPolicy Policy { get; init; }

    /// <summary>How many sessions there were.</summary>
    public required TlsReportSummary Summary { get; init; }

    /// <summary>What sessions failed for. One that failed for several reasons is in several.</summary>
    public IReadOnlyList<TlsReportFailure> FailureDetails
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>A policy in a report.</summary>
public sealed record TlsReportPolicy
{
    /// <summary>Its type.</summary>
    public required TlsReportPolicyType PolicyType { get; init; }

    /// <summary>The TLSA records, each as in a zone file, or the lines of the policy of MTA-STS; empty where it is not known.</summary>
    public IReadOnlyList<string> PolicyString
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The domain that has it: with DANE, the name at which the TLSA records stand (RFC 8460, section 1.1).</summary>
    public required string PolicyDomain { get; init; }

    /// <summary>The patterns of the exchangers' names in the policy of MTA-STS; else empty.</summary>
    public IReadOnlyList<string> MxHost
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>The type of a policy in a report.</summary>
public enum TlsReportPolicyType
{
    /// <summary>MTA-STS (<c>sts</c>).</summary>
    Sts,

    /// <summary>DANE (<c>tlsa</c>).</summary>
    Tlsa,

    /// <summary>There is neither (<c>no-policy-found</c>).</summary>
    NoPolicyFound,
}

/// <summary>How many sessions there were with a policy.</summary>
/// <param name="TotalSuccessfulSessionCount">How many had TLS, as the policy demands it.</param>
/// <param name="TotalFailureSessionCount">How many had not, whether they went on or not.</param>
public sealed record TlsReportSummary(long TotalSuccessfulSessionCount, long TotalFailureSessionCount);
