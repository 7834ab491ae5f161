using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary>How a survey is made.</summary>
internal sealed record SurveyOptions
{
    /// <summary>The protocols of inputs that name none, in the spelling of a target's scheme.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>The ports of inputs that name none; empty for the protocol's own.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Whether inputs that are no URLs are domains whose servers are looked up, and by which records.</summary>
    public SurveyLookup Lookup { get; init; }

    /// <summary>How many targets are probed at a time.</summary>
    public int Concurrency { get; init; }

    /// <summary>How many connections one address may have at a time.</summary>
    public int PerHost { get; init; }

    /// <summary>How many connections one network may have at a time: a /24 of IPv4, a /48 of IPv6.</summary>
    public int PerNetwork { get; init; }

    /// <summary>How long an address is left alone between two connections; up to half of it is added by chance.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How long one target may take, from the look-up of its name.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Whether policies are asked for: DANE and MTA-STS; null for those of mail exchangers that were looked up.</summary>
    public bool? AsksPolicies { get; init; }

    /// <summary>Whom servers may ask about the survey, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Whom to trust, or null for the system's roots.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>The protocols' parameters, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

/// <summary>What domains are looked up by.</summary>
internal enum SurveyLookup
{
    /// <summary>Inputs are hosts.</summary>
    None,

    /// <summary>By MX records.</summary>
    Mx,

    /// <summary>By the SRV records of the protocol's service.</summary>
    Srv,
}
