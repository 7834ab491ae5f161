using System.Buffers;
using System.Buffers.Binary;

namespace ProtocolKit.Benchmarks.Ldap;

/// <summary>The answer to an extended request, read by hand: every length and tag is checked, as the grammar demands.</summary>
internal readonly ref struct ExtendedResponse
{
    private const int MaxOctets = 65536;

    private ExtendedResponse(ReadOnlySpan<byte> octets, long code, ReadOnlySpan<byte> why)
    {
        Octets = octets;
        Code = code;
        Why = why;
    }

    public ReadOnlySpan<byte> Octets { get; }

    public long Code { get; }

    public ReadOnlySpan<byte> Why { get; }

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out ExtendedResponse response, out int consumed)
    {
        response = default;
        consumed = 0;
        var reader = new BerReader(source.Length > MaxOctets ? source[..MaxOctets] : source);
        if (!reader.TryBegin(0x30, MaxOctets, out var end)
            || !reader.TryReadInteger(0x02, end, out var number) || (number is < 1 or > int.MaxValue && !reader.Refuse())
            || !reader.TryBegin(0x78, end, out var bodyEnd)
            || !reader.TryReadInteger(0x0A, bodyEnd, out var code) || (code is < 1 or > int.MaxValue && !reader.Refuse())
            || !reader.TryReadOctets(0x04, bodyEnd, out _)
            || !reader.TryReadOctets(0x04, bodyEnd, out var why)
            || !reader.TrySkipTo(bodyEnd)
            || !reader.TrySkipTo(end))
        {
            return reader.Trouble;
        }

        consumed = end;
        response = new ExtendedResponse(source[..end], code, why);
        return OperationStatus.Done;
    }

    private ref struct BerReader(ReadOnlySpan<byte> source)
    {
        private readonly ReadOnlySpan<byte> _source = source;

        public int Position { get; private set; }

        public OperationStatus Trouble { get; private set; }

        public bool Refuse()
        {
            Trouble = OperationStatus.InvalidData;
            return false;
        }

        public bool TryBegin(byte tag, int limit, out int end)
        {
            end = 0;
            var source = _source;
            var position = Position;
            if ((uint)(position + 1) >= (uint)source.Length)
                return IsTooShort(tag, limit);
            if (source[position] != tag)
                return Refuse();
            int length = source[position + 1];
            position += 2;
            if (length >= 0x80 && !TryReadLongLength(ref position, limit, ref length))
                return false;
            if (length > limit - position)
                return Refuse();
            Position = position;
            end = position + length;
            return true;
        }

        public bool TryReadOctets(byte tag, int limit, out ReadOnlySpan<byte> octets)
        {
            octets = default;
            if (!TryBegin(tag, limit, out var end))
                return false;
            var start = Position;
            if (!TrySkipTo(end))
                return false;
            octets = _source[start..end];
            return true;
        }

        public bool TryReadInteger(byte tag, int limit, out long value)
        {
            value = 0;
            var before = Position;
            if (!TryBegin(tag, limit, out var end))
                return false;
            if (end - Position is < 1 or > 8)
                return Refuse();
            if (end > _source.Length)
            {
                Position = before;
                return IsIncomplete();
            }

            value = (sbyte)_source[Position];
            if (end - Position > 1 && value is 0 or -1 && (sbyte)_source[Position + 1] >> 7 == value)
                return Refuse(); // X.690, 8.3.2: as few octets as it takes.
            foreach (var octet in _source[(Position + 1)..end])
                value = value << 8 | octet;
            Position = end;
            return true;
        }

        public bool TrySkipTo(int end)
        {
            if (end > _source.Length)
                return IsIncomplete();
            Position = end;
            return true;
        }

        private bool TryReadLongLength(ref int position, int limit, ref int length)
        {
            var octets = length & 0x7F;
            if (octets is 0 or > 4 || limit - position < octets)
                return Refuse();
            if (_source.Length - position < octets)
                return IsIncomplete();
            Span<byte> number = stackalloc byte[4];
            number.Clear();
            _source.Slice(position, octets).CopyTo(number[(4 - octets)..]);
            position += octets;
            length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(number), int.MaxValue);
            return true;
        }

        private bool IsTooShort(byte tag, int limit)
        {
            if (Position >= limit || (Position + 1 >= limit && Position < _source.Length))
                return Refuse();
            return Position < _source.Length && _source[Position] != tag ? Refuse() : IsIncomplete();
        }

        private bool IsIncomplete()
        {
            Trouble = _source.Length < MaxOctets ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
            return false;
        }
    }
}
