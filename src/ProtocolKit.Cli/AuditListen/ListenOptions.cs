namespace ProtocolKit.Cli;

/// <summary>How the hostile server listens.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The TCP port; 0 for any.</param>
/// <param name="Scripts">What it does, one for each connection.</param>
internal sealed record ListenOptions(ProtocolDefinition Protocol, int Port, IReadOnlyList<ListenScript> Scripts)
{
    /// <summary>How long one connection may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long a client may be silent until it counts as having nothing to say.</summary>
    public required TimeSpan Quiet { get; init; }

    /// <summary>The server's parameters, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
