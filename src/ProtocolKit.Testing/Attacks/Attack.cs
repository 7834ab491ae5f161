namespace ProtocolKit.Testing;

/// <summary>Changes what the honest peer says on its way to the attacked machine.</summary>
/// <param name="turn">The message that the peer says.</param>
/// <returns>What arrives in its place.</returns>
internal delegate IEnumerable<Segment> Tampering(AttackTurn turn);

/// <summary>One attack: what someone between the two machines does.</summary>
/// <param name="Family">The family.</param>
/// <param name="Tried">What is tried, in words; attacks of one family with the same words become one result.</param>
/// <param name="InClear">What happens to the messages before TLS; null for nothing.</param>
internal sealed record Attack(AttackFamily Family, string Tried, Tampering? InClear)
{
    /// <summary>What arrives before the peer has said anything; null for nothing.</summary>
    public Func<Encounter, IEnumerable<Segment>>? AtStart { get; init; }

    /// <summary>What happens to the messages inside TLS; null for nothing.</summary>
    public Tampering? Inside { get; init; }

    /// <summary>Decides what is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>How the connection ends when nothing comes any more.</summary>
    public ConnectionEnd End { get; init; }

    /// <summary>Whether what arrives is passed octet by octet.</summary>
    public bool IsOctetByOctet { get; init; }

    /// <summary>What must hold besides; null for nothing. The result is what is wrong, or null.</summary>
    public Func<Encounter, string?>? Expect { get; init; }
}

/// <summary>How a connection ends.</summary>
internal enum ConnectionEnd
{
    /// <summary>The peer closes it.</summary>
    Closed,

    /// <summary>It is reset.</summary>
    Reset,

    /// <summary>The peer falls silent, and the deadline passes.</summary>
    Silent,
}

/// <summary>When octets arrive.</summary>
internal enum Timing
{
    /// <summary>In one segment with those before.</summary>
    SameSegment,

    /// <summary>In a segment of their own, before the machine says something.</summary>
    NextSegment,

    /// <summary>In a segment of their own, once the machine has said something or asks for TLS.</summary>
    LaterSegment,
}

/// <summary>Octets that arrive.</summary>
internal readonly record struct Segment(byte[] Octets, Timing When = Timing.SameSegment);

/// <summary>A message of the honest peer's.</summary>
/// <param name="Encounter">The encounter.</param>
/// <param name="Index">Its number, from 0, before TLS and inside.</param>
/// <param name="Message">Its name in the grammar.</param>
/// <param name="Octets">Its octets.</param>
internal sealed record AttackTurn(Encounter Encounter, int Index, string Message, byte[] Octets)
{
    /// <summary>The message as it is.</summary>
    public Segment[] Unchanged => [new Segment(Octets)];
}
