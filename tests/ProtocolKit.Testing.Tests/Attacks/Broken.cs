namespace ProtocolKit.Testing.Tests.Attacks;

/// <summary>The promise that a machine of a <see cref="BrokenProtocol"/> breaks.</summary>
internal enum Broken
{
    /// <summary>None.</summary>
    Nothing,

    /// <summary>TLS starts over what is unread.</summary>
    StartsTlsOverLeftovers,

    /// <summary>What has come before a line is dropped.</summary>
    DropsWhatCameUnasked,

    /// <summary>What stands behind a message is consumed with it.</summary>
    ConsumesTooMuch,

    /// <summary>Whatever answers the request is taken for success.</summary>
    TakesAnyAnswer,

    /// <summary>A refusal ends the upgrade as if it were complete.</summary>
    IsCompleteWithoutTls,

    /// <summary>What was read before TLS is kept as if it had been read inside.</summary>
    KeepsWhatWasSaidBeforeTls,

    /// <summary>Whether the upgrade is complete depends on what was read before TLS.</summary>
    EndsByWhatWasSaidBeforeTls,

    /// <summary>A message has no limit.</summary>
    WantsEverMore,

    /// <summary>The end of the connection is not noticed.</summary>
    WaitsForEver,

    /// <summary>A line is written that the dialogue does not have.</summary>
    WritesMore,

    /// <summary>A message that arrives in parts is refused.</summary>
    DemandsWholeMessages,

    /// <summary>Something is thrown at odd octets.</summary>
    Throws,
}
