using System.ComponentModel;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>Several literals, one of which stands at a place of a message; none of them begins with another one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LiteralSet
{
    private readonly byte[][] _literals;
    private readonly int _exactFrom;

    /// <summary>For each octet the number of the first literal that begins with it, in <see cref="_order"/>; those that do stand side by
    /// side.</summary>
    private readonly byte[] _first = new byte[256];
    private readonly byte[] _order;

    /// <summary>Makes the set.</summary>
    /// <param name="literals">The literals, ASCII; they are compared without regard to ASCII case (RFC 5234, 2.3).</param>
    /// <param name="exact">The literals that are compared octet by octet (RFC 7405); their numbers follow those of the others.</param>
    public LiteralSet(ReadOnlySpan<string> literals, params ReadOnlySpan<string> exact)
    {
        _exactFrom = literals.Length + 1;
        _literals = new byte[literals.Length + exact.Length + 1][];
        _literals[0] = [];
        for (var i = 1; i < _literals.Length; i++)
            _literals[i] = Encoding.ASCII.GetBytes(i < _exactFrom ? literals[i - 1] : exact[i - _exactFrom]);
        _order = [
            .. Enumerable.Range(1, _literals.Length - 1).OrderBy(number => _literals[number][0] | 0x20).Select(number => (byte)number), 0];
        for (var i = _order.Length - 2; i >= 0; i--)
        {
            var octet = _literals[_order[i]][0];
            _first[octet] = _first[char.IsAsciiLetter((char)octet) ? octet ^ 0x20 : octet] = (byte)(i + 1);
        }
    }

    /// <summary>Finds the literal with which octets begin.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Where it begins; moved behind it if there is one.</param>
    /// <returns>Its number, from 1; 0 if there is none, or not all of it.</returns>
    public int Match(ReadOnlySpan<byte> source, ref int position)
    {
        var rest = source[position..];
        if (rest.IsEmpty || _first[rest[0]] == 0)
            return 0;
        for (var i = _first[rest[0]] - 1; _order[i] is var number and not 0 && IsFirst(number, rest[0]); i++)
        {
            var literal = _literals[number];
            if (rest.Length < literal.Length || !Equals(number, rest[..literal.Length], literal))
                continue;
            position += literal.Length;
            return number;
        }

        return 0;
    }

    /// <summary>Whether octets are the beginning of a literal.</summary>
    /// <param name="octets">The octets.</param>
    public bool CanBeginWith(ReadOnlySpan<byte> octets)
    {
        for (var number = 1; number < _literals.Length; number++)
        {
            var literal = _literals[number];
            if (octets.Length <= literal.Length && Equals(number, octets, literal.AsSpan(0, octets.Length)))
                return true;
        }

        return false;
    }

    private bool IsFirst(int number, byte octet) => (_literals[number][0] | 0x20) == (octet | 0x20);

    private bool Equals(int number, ReadOnlySpan<byte> octets, ReadOnlySpan<byte> literal) =>
        number < _exactFrom ? Ascii.EqualsIgnoreCase(octets, literal) : octets.SequenceEqual(literal);
}
