namespace ProtocolKit.Testing;

/// <summary>What a role did inside TLS behind two different dialogues before it.</summary>
/// <param name="BothReachTls">Whether both dialogues reached TLS, so that there is something to compare.</param>
/// <param name="Difference">What was not the same inside, or which promise was broken before; empty if nothing was.</param>
public sealed record PhaseComparison(bool BothReachTls, string Difference);
