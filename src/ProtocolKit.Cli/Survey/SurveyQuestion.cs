namespace ProtocolKit.Cli;

/// <summary>What is asked of one input: its server by one protocol, or those that a look-up finds.</summary>
/// <param name="Input">What the user wrote.</param>
/// <param name="Own">The server; where servers are looked up, the domain with the protocol and its port.</param>
internal sealed record SurveyQuestion(string Input, ProbeTarget Own)
{
    /// <summary>The port of servers that are looked up, or null for what the records or the protocol have.</summary>
    public int? Port { get; init; }

    /// <summary>Whether servers are looked up, and by which records.</summary>
    public SurveyLookup Lookup { get; init; }
}
