namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A place in a record: a register that holds none is 0. The others stand in the order in which the run time takes their
/// registers.</summary>
internal enum RecordPoint
{
    None,
    Start,
    WordEnd,
    End,
    RestStart,

    /// <summary>The same place as <see cref="End"/>, where there is a rest.</summary>
    RestEnd,
}
