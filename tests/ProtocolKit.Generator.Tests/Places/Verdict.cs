namespace ProtocolKit.Generator.Tests.Places;

/// <summary>What is said of octets; the numbers are those of <see cref="Sentences.DriverSource"/>.</summary>
internal enum Verdict
{
    /// <summary>They begin a message.</summary>
    NeedMoreData,

    /// <summary>A message ends in them.</summary>
    Done,

    /// <summary>No message begins like this.</summary>
    InvalidData,

    /// <summary>A message ends in them that repeats a value as another.</summary>
    WrongValue,
}
