namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <summary>A client that a generated server is tried with.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Protocol">The protocol, as its grammar spells it.</param>
/// <param name="Program">The program that is run.</param>
/// <param name="Arguments">Its arguments: with them it upgrades to TLS, verifies the certificate, exchanges something inside TLS, and
/// shows it.</param>
internal sealed record TriedClient(string Name, string Protocol, string Program, Func<Trial, IEnumerable<string>> Arguments)
{
    /// <summary>Files that must be installed besides the program.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Variables of its environment.</summary>
    public Func<Trial, IReadOnlyDictionary<string, string>>? Environment { get; init; }

    /// <summary>What it is told on standard input, or null.</summary>
    public string? Input { get; init; }

    /// <summary>What it shows of what was said inside TLS.</summary>
    public string Shows { get; init; } = "Served inside TLS";

    /// <summary>What it may say inside TLS before it looks at the certificate.</summary>
    public string SaysUnverified { get; init; } = "";

    /// <summary>The server's parameters.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>Whether its exit code tells of a failure.</summary>
    public bool TellsFailure { get; init; } = true;

    /// <summary>How the server refuses to start TLS; null where its protocol cannot.</summary>
    public UpgradeOutcome? Refusal => Protocol switch
    {
        "smtp" or "submission" or "lmtp" or "pop3" or "nntp" => UpgradeOutcome.Unavailable,
        "postgres" => UpgradeOutcome.NotOffered,
        "mysql" => null,
        _ => UpgradeOutcome.Refused,
    };

    /// <summary>Why it cannot be tried here, or null if it can.</summary>
    public string? WhyMissing => Programs.WhyMissing([Program, .. Needs]);

    /// <summary>Runs it to its end.</summary>
    public Task<ProgramResult> RunAsync(Trial trial) =>
        RunningProgram.RunAsync(Program, Arguments(trial), Environment?.Invoke(trial), Input);
}

/// <summary>What a client is told.</summary>
/// <param name="Port">Where the server listens on <c>localhost</c>.</param>
/// <param name="Authority">The file of the authority that it has to trust, in PEM (RFC 7468).</param>
/// <param name="Folder">A folder for its settings.</param>
internal sealed record Trial(int Port, string Authority, TemporaryFolder Folder);
