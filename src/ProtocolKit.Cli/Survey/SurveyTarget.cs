namespace ProtocolKit.Cli;

/// <summary>A server to survey.</summary>
/// <param name="Input">What the user wrote.</param>
/// <param name="Server">The server.</param>
/// <param name="ServerName">The name that the certificate must carry.</param>
internal sealed record SurveyTarget(string Input, ProbeTarget Server, string ServerName)
{
    /// <summary>The server of an input that names it.</summary>
    public SurveyTarget(string input, ProbeTarget server)
        : this(input, server, server.Host)
    {
    }

    /// <summary>What is told of the look-up that has found it; null if there was none.</summary>
    public ProbeSurveyed? Found { get; init; }

    /// <summary>Further names of which the certificate may carry one.</summary>
    public IReadOnlyList<string> AlternativeServerNames { get; init; } = [];

    /// <summary>Why no server was found; the server is the domain itself then. Or null.</summary>
    public ServiceLookupException? Failure { get; init; }

    /// <summary>The target, as <c>probe</c> takes it.</summary>
    public string Text => Server.Text;

    /// <summary>Differs between targets.</summary>
    public string Key => KeyOf(Found?.Domain, Text);

    /// <summary>What a line of results was written for.</summary>
    public static string KeyOf(ProbeReport report) => KeyOf(report.Surveyed?.Domain, report.Target);

    private static string KeyOf(string? domain, string text) => $"{domain} {text}".ToLowerInvariant();
}
