namespace ProtocolKit.Testing;

/// <summary>What an attack of an <see cref="AttackSuite"/> tries.</summary>
public enum AttackFamily
{
    /// <summary>Nothing: the dialogue as it should be, which must end inside TLS.</summary>
    Honest,

    /// <summary>A message, or the beginning of one, behind the message that starts TLS: in the same segment, in the next, and in a later
    /// one.</summary>
    Behind,

    /// <summary>The beginning of a TLS record behind the message that starts TLS, or in place of a message.</summary>
    TlsShaped,

    /// <summary>What almost is the message that starts TLS, or is another in its place.</summary>
    NearMiss,

    /// <summary>A message that nobody asked for, before or behind a step's own.</summary>
    Unasked,

    /// <summary>A step's message at another step, before TLS and inside.</summary>
    OtherStep,

    /// <summary>Other capabilities, values and unasked messages before TLS than inside.</summary>
    Memory,

    /// <summary>Messages, and rows of messages, of the limit's size, one less and one more.</summary>
    Size,

    /// <summary>A connection that is closed, reset or silent within a step.</summary>
    Ending,

    /// <summary>The honest dialogue, cut in two at each octet, and octet by octet.</summary>
    Split,
}
