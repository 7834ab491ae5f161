using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>What an emitted parser does at a place, in terms of its registers: the same for all messages that note the same.</summary>
internal abstract record RegisterOperation : Operation;

/// <summary>A register takes the position.</summary>
internal sealed record NotePosition(string Register) : RegisterOperation;

/// <summary>A register takes a number.</summary>
internal sealed record SetRegister(string Register, int Value) : RegisterOperation;

/// <summary>A register takes what another one holds.</summary>
internal sealed record CopyRegister(string To, string From) : RegisterOperation;

/// <summary>A register counts; it may have counted no more than the maximum before.</summary>
internal sealed record CountUp(string Register, int Maximum) : RegisterOperation;

/// <summary>What has been read since a register took the position must have a length.</summary>
internal sealed record CheckLength(string Register, int Minimum, int? Maximum) : RegisterOperation;

/// <summary>The word that begins where a register says, and ends here, is noted.</summary>
internal sealed record NoteWord(string Words, string StartRegister, string SetRegister) : RegisterOperation;

/// <summary>A value must be as it was.</summary>
/// <param name="Difference">The C# condition of another one; <c>{0}</c> stands for the position.</param>
/// <param name="IsEarlier">Whether it is compared with an earlier message.</param>
internal sealed record CompareValue(string Difference, bool IsEarlier) : RegisterOperation;

/// <summary>A value of a list is noted; the parser may be left here.</summary>
internal sealed record StopBehind(ScannedListModel List) : RegisterOperation;

/// <summary>A message begins: where the automata of several are one.</summary>
internal sealed record BeginMessage(int Number) : Marker;

/// <summary>A part of known size begins.</summary>
/// <param name="Size">The C# expression of its size, or null where a BER length stands before it.</param>
/// <param name="Depth">How many parts it is in, itself included.</param>
internal sealed record BeginPart(string? Size, int Depth) : Marker;

/// <summary>A BER INTEGER or ENUMERATED is read as a whole.</summary>
/// <param name="Tag">Its identifier octet.</param>
/// <param name="Ranges">The C# pattern of the values that it may have; empty for any.</param>
/// <param name="Start">The register that notes where its value begins, or null.</param>
/// <param name="End">The register that notes where its value ends, or null.</param>
/// <param name="Word">What notes which known word it is, or null.</param>
/// <param name="Expected">The C# expression of the number that it must be, or null.</param>
/// <param name="IsEarlier">Whether that is one of an earlier message.</param>
/// <param name="Stop">The list of which it is a value, or null.</param>
internal sealed record ReadInteger(
    byte Tag, string Ranges, string? Start, string? End, NoteWord? Word, string? Expected, bool IsEarlier, StopBehind? Stop) : Marker;

/// <summary>A counted repetition is set up.</summary>
/// <param name="Count">The C# expression of the number of turns.</param>
/// <param name="Register">The register that counts them.</param>
internal sealed record BeginTurns(string Count, string Register) : Marker;

/// <summary>A counted repetition has another turn to do, or none.</summary>
internal sealed record DecideTurn(string Register, bool IsAnother) : Marker;
