namespace ProtocolKit.Cli;

/// <summary>Where the queue of a survey on many machines is.</summary>
internal sealed record SurveyQueueOptions
{
    /// <summary>The NATS server: <c>nats://host:4222</c>, or <c>tls://</c> for TLS at any rate; several are separated by commas.</summary>
    public required string Url { get; init; }

    /// <summary>The survey's name: letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>A file with a user's credentials, or null.</summary>
    public FileInfo? Credentials { get; init; }

    /// <summary>A PEM file of whom to trust as the NATS server, or null for the system's roots.</summary>
    public FileInfo? Authorities { get; init; }

    /// <summary>How long a worker may be silent about an input until another one gets it. Workers that live are not silent.</summary>
    public TimeSpan AckWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many inputs, and how many results, the queue holds at most. Who writes more waits.</summary>
    public int Depth { get; init; } = 100_000;
}
