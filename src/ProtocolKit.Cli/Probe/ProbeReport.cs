namespace ProtocolKit.Cli;

/// <summary>What a probe found out; the object that <c>--json</c> prints. All text of the peer's is escaped.</summary>
internal sealed record ProbeReport
{
    public string Schema { get; init; } = "protocolkit.probe/1";

    public required string Target { get; init; }

    public required string Protocol { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required bool ImplicitTls { get; init; }

    /// <summary>Whether the connection was verified TLS.</summary>
    public required bool Secured { get; init; }

    /// <summary>How it ended, as grammars spell it: <c>secured</c>, <c>not-offered</c> and so on.</summary>
    public required string Outcome { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>The verdict in words.</summary>
    public required string Reason { get; init; }

    /// <summary>What to try next, or null.</summary>
    public string? Advice { get; init; }

    /// <summary>Where in the dialogue it ended without success, such as <c>ExpectGreeting</c>, or null.</summary>
    public string? State { get; init; }

    /// <summary>What the server said there, or null.</summary>
    public string? ServerText { get; init; }

    public required double ElapsedMilliseconds { get; init; }

    /// <summary>The round trips of the dialogue, or null if it was not completed.</summary>
    public int? RoundTrips { get; init; }

    /// <summary>What was agreed in the handshake, or null if it was not completed.</summary>
    public ProbeTls? Tls { get; init; }

    /// <summary>What is wrong with the certificate.</summary>
    public IReadOnlyList<string> CertificateErrors { get; init; } = [];

    /// <summary>The certificates, the server's own first.</summary>
    public IReadOnlyList<ProbeCertificate> Certificates { get; init; } = [];

    /// <summary>What the server offered in plaintext; anyone on the way may have changed it.</summary>
    public IReadOnlyList<ProbeCapability> CapabilitiesBeforeTls { get; init; } = [];

    /// <summary>What the server offered inside TLS.</summary>
    public IReadOnlyList<ProbeCapability> CapabilitiesInsideTls { get; init; } = [];

    /// <summary>The dialogue, as RFCs print it.</summary>
    public IReadOnlyList<string> Dialogue { get; init; } = [];

    /// <summary>In the results of a survey: the policies of the host and its domain; null where they were not asked for.</summary>
    public ProbePolicy? Policy { get; init; }

    /// <summary>In the results of a survey: what was surveyed, and when.</summary>
    public ProbeSurveyed? Surveyed { get; init; }
}

/// <summary>What was agreed in the handshake.</summary>
internal sealed record ProbeTls(string Version, string CipherSuite, bool ForwardSecrecy, string? ApplicationProtocol);

/// <summary>A value that the server offered, and the label that the grammar gives it.</summary>
internal sealed record ProbeCapability(string Label, string Value)
{
    /// <summary>Where the value is the first one of a record, the others of that record, or null.</summary>
    public IReadOnlyList<ProbeCapability>? Members { get; init; }

    /// <summary>The value, and those of the label behind it.</summary>
    public override string ToString() =>
        string.Join(' ', (Members ?? []).TakeWhile(member => member.Label == Members![0].Label).Select(member => member.Value)
            .Where(value => value.Length > 0).Prepend(Value));
}

/// <summary>A certificate.</summary>
internal sealed record ProbeCertificate(
    string Subject, string Issuer, IReadOnlyList<string> Names, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Key, string Sha256);

/// <summary>What was surveyed.</summary>
/// <param name="Input">What the user wrote.</param>
/// <param name="Time">When the probe began.</param>
internal sealed record ProbeSurveyed(string Input, DateTimeOffset Time)
{
    /// <summary>The domain whose servers were looked up, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>How they were looked up: <c>mx</c> or <c>srv</c>; null if they were not.</summary>
    public string? Record { get; init; }

    /// <summary>The preference of the MX record or the priority of the SRV record, or null.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether DNSSEC has authenticated the records, as a trusted name server says; null without records.</summary>
    public bool? Authenticated { get; init; }

    /// <summary>Why no server was found, such as <c>noSuchDomain</c>, or null.</summary>
    public string? LookupError { get; init; }

    /// <summary>How many servers the look-up has found, each with a line of its own; null if there was none.</summary>
    public int? Targets { get; init; }
}

/// <summary>The policies of a mail exchanger.</summary>
/// <param name="Dane">What TLSA records say; null where they were not asked for.</param>
/// <param name="MtaSts">What the domain's policy says; null where it was not asked for.</param>
internal sealed record ProbePolicy(ProbeDane? Dane, ProbeMtaSts? MtaSts);

/// <summary>What the TLSA records of a host say (DANE; RFC 7672).</summary>
/// <param name="Records">Whether there are any that DNSSEC authenticates.</param>
/// <param name="Usable">How many of them can be used.</param>
/// <param name="Matches">Whether the server's certificate matches one; null where there is none, or nothing to match.</param>
/// <param name="Fault">Why it is not known, or null.</param>
internal sealed record ProbeDane(bool Records, int Usable, bool? Matches, string? Fault);

/// <summary>What the policy of a domain says (MTA-STS; RFC 8461).</summary>
/// <param name="Mode"><c>enforce</c>, <c>testing</c> or <c>none</c>; null where there is no policy.</param>
/// <param name="NamesHost">Whether it names this exchanger; null where there is no policy.</param>
/// <param name="Why">Why there is none, or why an older one is used; null where nothing is to be said.</param>
internal sealed record ProbeMtaSts(string? Mode, bool? NamesHost, string? Why);
