using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Octets that are compared at once: letters either all exactly or all ignoring case; with digits of any value among them, ignoring
/// case.</summary>
internal sealed class ChainOctets
{
    private bool _hasDigits, _hasExact, _hasLetters, _hasSign;

    /// <summary>Adds an octet behind those before.</summary>
    /// <param name="octets">The octet, a letter in both cases, or the digits.</param>
    /// <returns>Whether it can be compared together with them.</returns>
    public bool Add(OctetSet octets)
    {
        var isDigit = octets == ParserLayout.Digit;
        var isLetter = SpelledWord.IsLetter(octets);
        var octet = octets.First();
        var isExact = octets.Count == 1 && (octet >= 0x80 || char.IsAsciiLetter((char)octet));
        var isSign = octets.Count == 1 && octet == ParserLayout.AnyDigit;
        if (isExact && (_hasLetters || _hasDigits) || isLetter && _hasExact || isDigit && (_hasExact || _hasSign) || isSign && _hasDigits)
            return false;
        _hasDigits |= isDigit;
        _hasExact |= isExact;
        _hasLetters |= isLetter;
        _hasSign |= isSign;
        return true;
    }
}
