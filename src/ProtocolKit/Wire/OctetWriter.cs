using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtocolKit.Generated;

/// <summary>Puts a message together: octets, and sizes that are filled in when their part is complete.</summary>
/// <remarks>Starts in a buffer of the caller's; moves to a pooled one when that is full. <see cref="Dispose"/> gives it back.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct OctetWriter
{
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _length;
    private OpenElements _open;
    private int _depth;
    private List<int>? _deeper;

    /// <summary>Starts in a buffer.</summary>
    /// <param name="initial">The buffer, usually on the stack.</param>
    public OctetWriter(Span<byte> initial) => _buffer = initial;

    /// <summary>How many octets have been written.</summary>
    public readonly int Length => _length;

    /// <summary>What has been written; valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Writes octets.</summary>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter Write(scoped ReadOnlySpan<byte> octets)
    {
        if (_buffer.Length - _length < octets.Length)
            Grow(octets.Length);
        octets.CopyTo(_buffer[_length..]);
        _length += octets.Length;
        return ref this;
    }

    /// <summary>Writes one octet.</summary>
    public void Write(byte octet) => Write([octet]);

    /// <summary>Writes zeros up to a multiple of what has been written of a part.</summary>
    /// <param name="begin">Where the part begins.</param>
    /// <param name="multiple">The multiple, in octets.</param>
    public void Pad(int begin, int multiple)
    {
        while ((_length - begin) % multiple != 0)
            Write(0);
    }

    /// <summary>Writes the low octets of a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="octets">How many octets, 1 to 8.</param>
    /// <param name="littleEndian">Whether the least significant comes first.</param>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter WriteNumber(long value, int octets, bool littleEndian)
    {
        for (var i = 0; i < octets; i++)
            Write((byte)(value >> 8 * (littleEndian ? i : octets - 1 - i)));
        return ref this;
    }

    /// <summary>Fills in a number that was written before.</summary>
    /// <param name="position">Where it begins.</param>
    /// <param name="value">The number.</param>
    /// <param name="octets">How many octets, 1 to 8.</param>
    /// <param name="littleEndian">Whether the least significant comes first.</param>
    public readonly void FillIn(int position, long value, int octets, bool littleEndian)
    {
        for (var i = 0; i < octets; i++)
            _buffer[position + i] = (byte)(value >> 8 * (littleEndian ? i : octets - 1 - i));
    }

    /// <summary>Writes a number in decimal digits.</summary>
    /// <param name="value">The number, 0 or more.</param>
    /// <param name="digits">How many digits at least; zeros stand before the others.</param>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter WriteDigits(long value, int digits)
    {
        InsertDigits(_length, value, digits);
        return ref this;
    }

    /// <summary>Writes a number in hexadecimal digits.</summary>
    /// <param name="value">The number, 0 or more.</param>
    /// <param name="digits">How many digits at least; zeros stand before the others.</param>
    /// <param name="lowerCase">Whether the letters are small.</param>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter WriteHexadecimalDigits(long value, int digits, bool lowerCase = false)
    {
        InsertHexadecimalDigits(_length, value, digits, lowerCase);
        return ref this;
    }

    /// <summary>Puts a number in decimal digits between what was written before; what stands behind it moves.</summary>
    /// <param name="position">Where it begins.</param>
    /// <param name="value">The number, 0 or more.</param>
    /// <param name="digits">How many digits at least; zeros stand before the others.</param>
    /// <returns>How many digits there are.</returns>
    public int InsertDigits(int position, long value, int digits) => Insert(position, value, digits, 10, 'A');

    /// <summary>Puts a number in hexadecimal digits between what was written before; what stands behind it moves.</summary>
    /// <param name="position">Where it begins.</param>
    /// <param name="value">The number, 0 or more.</param>
    /// <param name="digits">How many digits at least; zeros stand before the others.</param>
    /// <param name="lowerCase">Whether the letters are small.</param>
    /// <returns>How many digits there are.</returns>
    public int InsertHexadecimalDigits(int position, long value, int digits, bool lowerCase = false) =>
        Insert(position, value, digits, 16, lowerCase ? 'a' : 'A');

    private int Insert(int position, long value, int digits, int radix, char ten)
    {
        var count = 1;
        for (var rest = value; rest >= radix; rest /= radix)
            count++;
        count = Math.Max(count, digits);
        if (_buffer.Length - _length < count)
            Grow(count);
        _buffer[position.._length].CopyTo(_buffer[(position + count)..]);
        _length += count;
        for (var i = 0; i < _depth; i++)
        {
            ref var open = ref i < InlineDepth ? ref _open[i] : ref CollectionsMarshal.AsSpan(_deeper)[i - InlineDepth];
            if (open > position)
                open += count;
        }

        for (var i = position + count - 1; i >= position; i--)
        {
            var digit = (int)(value % radix);
            _buffer[i] = (byte)(digit < 10 ? '0' + digit : ten + digit - 10);
            value /= radix;
        }

        return count;
    }

    /// <summary>Writes the tag of a BER element whose contents follow, up to <see cref="EndBer"/> (X.690, 8.1).</summary>
    /// <param name="tag">The identifier octet.</param>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter BeginBer(byte tag)
    {
        Write([tag, 0]);
        if (_depth < InlineDepth)
            _open[_depth] = _length;
        else
            (_deeper ??= []).Add(_length);
        _depth++;
        return ref this;
    }

    /// <summary>Fills in the length of the BER element that was begun last, in as few octets as it takes (X.690, 10.1).</summary>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter EndBer()
    {
        var contents = --_depth < InlineDepth ? _open[_depth] : _deeper![^1];
        if (_depth >= InlineDepth)
            _deeper!.RemoveAt(_depth - InlineDepth);
        var length = _length - contents;
        if (length < 0x80)
        {
            _buffer[contents - 1] = (byte)length;
            return ref this;
        }

        var octets = length <= 0xFF ? 1 : length <= 0xFFFF ? 2 : length <= 0xFFFFFF ? 3 : 4;
        if (_buffer.Length - _length < octets)
            Grow(octets);
        _buffer[contents.._length].CopyTo(_buffer[(contents + octets)..]);
        _length += octets;
        _buffer[contents - 1] = (byte)(0x80 | octets);
        FillIn(contents, length, octets, littleEndian: false);
        return ref this;
    }

    /// <summary>Writes the shortest contents of a BER INTEGER (X.690, 8.3).</summary>
    /// <returns>The writer.</returns>
    [UnscopedRef]
    public ref OctetWriter WriteBerInteger(long value)
    {
        var octets = 1;
        while (octets < 8 && (value < -(1L << 8 * octets - 1) || value >= 1L << 8 * octets - 1))
            octets++;
        return ref WriteNumber(value, octets, littleEndian: false);
    }

    /// <summary>Copies all that was written.</summary>
    public readonly void CopyTo(IBufferWriter<byte> output) => output.Write(Written);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => (_length, _depth) = (0, 0);

    /// <summary>Gives a pooled buffer back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
        this = default;
    }

    /// <summary>How many elements may be open without an allocation.</summary>
    private const int InlineDepth = 16;

    [InlineArray(InlineDepth)]
    private struct OpenElements
    {
        private int _first;
    }

    [MemberNotNull(nameof(_rented))]
    private void Grow(int octets)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + octets));
        Written.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
        _buffer = _rented = larger;
    }
}
