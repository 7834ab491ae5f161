namespace ProtocolKit.Testing;

/// <summary>How a replay ended.</summary>
public enum ReplayEnd
{
    /// <summary>The machine is complete: the connection would be handed over.</summary>
    Secured,

    /// <summary>The machine started TLS, and nothing is recorded from within it.</summary>
    TlsStarted,

    /// <summary>The machine failed: <see cref="ReplayResult.Outcome"/> says why.</summary>
    Failed,

    /// <summary>The recording ended while the machine was still in the dialogue.</summary>
    Awaiting,

    /// <summary>The machine said something else than the recording: what follows in it is no answer to the machine.</summary>
    Diverged,
}

/// <summary>How one replay ended, and where.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Outcome">Why the machine failed; <see cref="UpgradeOutcome.Secured"/> where it is complete, null where it has not
/// ended.</param>
/// <param name="State">The machine's state at the end.</param>
/// <param name="IsInsideTls">Whether it ended inside TLS.</param>
/// <param name="MessagesRead">How many messages the machine read.</param>
/// <param name="MessagesWritten">How often the machine wrote.</param>
public sealed record ReplayResult(
    ReplayEnd End, UpgradeOutcome? Outcome, string State, bool IsInsideTls, int MessagesRead, int MessagesWritten)
{
    /// <summary>The end in words, for the message of a failed test. Not compared.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>The line of the dialogue that the machine was at; null at the dialogue's end. Not compared.</summary>
    public TranscriptLine? Line { get; init; }

    /// <summary>How many octets of <see cref="Line"/> the machine had read, those of a message that it could not read to its end
    /// included. Not compared.</summary>
    public int Offset { get; init; }

    /// <summary>The messages that were legal there, as the grammar names them; where the machine said something else than the recording,
    /// the message that it wrote. Not compared.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>What the machine wrote where it said something else than the recording; else empty. Not compared.</summary>
    public ReadOnlyMemory<byte> Written { get; init; }

    /// <inheritdoc/>
    public bool Equals(ReplayResult? other) =>
        other is not null && End == other.End && Outcome == other.Outcome && State == other.State
        && IsInsideTls == other.IsInsideTls && MessagesRead == other.MessagesRead && MessagesWritten == other.MessagesWritten;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(End, Outcome, State, IsInsideTls, MessagesRead, MessagesWritten);

    /// <inheritdoc/>
    public override string ToString()
    {
        var outcome = Outcome is { } known && End == ReplayEnd.Failed ? $" ({known})" : "";
        return $"{End}{outcome} in state {State} after {MessagesRead} messages read and {MessagesWritten} writes. {Explanation}".TrimEnd();
    }
}
