using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>What became of one protocol in the demo.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Secured">Whether the line came back inside verified TLS.</param>
/// <param name="RoundTrips">How many messages of the client's were answered.</param>
/// <param name="Tls">What was agreed, or null.</param>
/// <param name="Verdict">The verdict on the certificate, or why it did not come to that.</param>
/// <param name="Elapsed">From the connect to the echo.</param>
/// <param name="AllocatedOctets">What parsers and machines of both roles allocated while they ran, in the steady state; null if it did
/// not come to that.</param>
/// <param name="Dialogue">The dialogue, the client's side.</param>
internal sealed record DemoResult(
    ProtocolDefinition Protocol, bool Secured, int RoundTrips, ProbeTls? Tls, string Verdict, TimeSpan Elapsed, long? AllocatedOctets,
    IReadOnlyList<TranscriptLine> Dialogue);
