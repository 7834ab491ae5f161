using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A word that leads from one state to another.</summary>
/// <param name="Text">The word, ASCII.</param>
/// <param name="IsExact">Whether the case of its letters matters.</param>
/// <param name="End">The number of the state behind it.</param>
internal sealed record SpelledWord(string Text, bool IsExact, int End)
{
    /// <summary>How many words a table holds.</summary>
    public const int MaxCount = 127;

    /// <summary>Whether a set is a printable ASCII character, or a letter in both cases.</summary>
    public static bool IsCharacter(OctetSet set) => set.Count == 1 && set.First() is >= 0x20 and <= 0x7E || IsLetter(set);

    /// <summary>Whether a set is a letter in both cases.</summary>
    public static bool IsLetter(OctetSet set) => set.Count == 2 && set.Octets().All(octet => char.IsAsciiLetter((char)octet))
        && (set.Octets().First() ^ set.Octets().Last()) == 0x20;

    /// <summary>A beginning of a word, and one character more.</summary>
    public static string Spell(string beginning, OctetSet character) =>
        beginning + (character.Count == 1 ? (char)character.First() : char.ToUpperInvariant((char)character.First()));

    /// <summary>Whether the case of a word's letters matters, with one character more; null while there are no letters.</summary>
    public static bool? Matters(OctetSet character, bool? before) =>
        char.IsAsciiLetter((char)character.First()) ? character.Count == 1 : before;
}
