using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ProtocolKit;

/// <summary>The value of an attribute or of a text: the octets that it stands for, its references resolved (XML 1.0, 4.4). Nothing is
/// allocated, but by <see cref="Decode"/>.</summary>
/// <param name="written">The value as it stands in a message that has been read: every <c>&amp;</c> begins a legal reference. Owned by
/// the caller.</param>
[SuppressMessage("Naming", "CA1710", Justification = "It is a value, and can be enumerated besides.")]
public readonly ref struct XmlValue(ReadOnlySpan<byte> written)
{
    /// <summary>The value as it stands in the message.</summary>
    public ReadOnlySpan<byte> Written { get; } = written;

    /// <summary>Whether it stands for other octets than those that are written.</summary>
    public bool HasReferences => Written.Contains((byte)'&');

    /// <summary>How many octets it stands for.</summary>
    public int Length
    {
        get
        {
            if (!HasReferences)
                return Written.Length;
            var length = 0;
            foreach (var _ in this)
                length++;
            return length;
        }
    }

    /// <summary>Whether it is empty.</summary>
    public bool IsEmpty => Written.IsEmpty;

    /// <summary>Whether it stands for these octets.</summary>
    /// <param name="octets">The octets.</param>
    public bool SequenceEqual(ReadOnlySpan<byte> octets)
    {
        if (!HasReferences)
            return Written.SequenceEqual(octets);
        var position = 0;
        foreach (var octet in this)
        {
            if (position == octets.Length || octets[position++] != octet)
                return false;
        }

        return position == octets.Length;
    }

    /// <summary>Whether it stands for these octets, ASCII case ignored.</summary>
    /// <param name="octets">The octets.</param>
    public bool EqualsIgnoreCase(ReadOnlySpan<byte> octets)
    {
        if (!HasReferences)
            return WireFormat.EqualsIgnoreCase(Written, octets);
        var position = 0;
        foreach (var octet in this)
        {
            if (position == octets.Length || !WireFormat.EqualsIgnoreCase(octets.Slice(position++, 1), new ReadOnlySpan<byte>(in octet)))
                return false;
        }

        return position == octets.Length;
    }

    /// <summary>Whether a rule holds for what it stands for.</summary>
    /// <param name="rule">The rule.</param>
    public bool Holds(ValueRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!HasReferences)
            return rule(Written);
        var octets = ArrayPool<byte>.Shared.Rent(Written.Length);
        var holds = rule(octets.AsSpan(0, CopyTo(octets)));
        ArrayPool<byte>.Shared.Return(octets);
        return holds;
    }

    /// <summary>Copies the octets that it stands for.</summary>
    /// <param name="destination">Takes them.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentException">There are more than fit.</exception>
    public int CopyTo(Span<byte> destination)
    {
        if (!HasReferences)
        {
            Written.CopyTo(destination);
            return Written.Length;
        }

        var length = 0;
        foreach (var octet in this)
        {
            if (length == destination.Length)
                throw new ArgumentException("The value does not fit.", nameof(destination));
            destination[length++] = octet;
        }

        return length;
    }

    /// <summary>The octets that it stands for: a copy where it holds references, else those of the message itself.</summary>
    public ReadOnlySpan<byte> Decode()
    {
        if (!HasReferences)
            return Written;
        var octets = new byte[Length];
        CopyTo(octets);
        return octets;
    }

    /// <summary>Begins to enumerate the octets that it stands for.</summary>
    public Enumerator GetEnumerator() => new(Written);

    /// <summary>Reads the octets one after the other.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private uint _pending;

        internal Enumerator(ReadOnlySpan<byte> written) => _rest = written;

        /// <summary>The octet.</summary>
        public byte Current { get; private set; }

        /// <summary>Moves on to the next octet.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (_pending != 0)
            {
                Current = (byte)_pending;
                _pending >>= 8;
                return true;
            }

            if (_rest.IsEmpty)
                return false;
            if (_rest[0] == '&')
            {
                ReadReference();
                return true;
            }

            Current = _rest[0];
            _rest = _rest[1..];
            return true;
        }

        /// <summary>No octet of a character's UTF-8 is zero, as U+0000 is no character of XML: so what is pending ends with the first
        /// zero.</summary>
        private void ReadReference()
        {
            var end = _rest.IndexOf((byte)';');
            var character = Character(_rest[1..end]);
            _rest = _rest[(end + 1)..];
            Span<byte> octets = stackalloc byte[4];
            var length = new Rune(character).EncodeToUtf8(octets);
            Current = octets[0];
            for (var i = length - 1; i > 0; i--)
                _pending = _pending << 8 | octets[i];
        }

        private static int Character(ReadOnlySpan<byte> name)
        {
            if (name[0] == '#')
            {
                return name[1] == 'x'
                    ? int.Parse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                    : int.Parse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture);
            }

            return name[0] switch
            {
                (byte)'l' => '<',
                (byte)'g' => '>',
                (byte)'q' => '"',
                _ => name[1] == 'm' ? '&' : '\'',
            };
        }
    }
}
