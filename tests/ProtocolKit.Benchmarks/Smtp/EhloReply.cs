using System.Buffers;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>The answer to EHLO, read by hand: every octet is checked, as the grammar demands.</summary>
internal readonly ref struct EhloReply
{
    private const int PrefixLength = 4;
    private const int MaxOctets = 8192;
    private const int MaxLines = 102;

    private static readonly SearchValues<byte> TextEnds = SearchValues.Create(
        [.. Enumerable.Range(0, 0x80).Where(octet => octet is not ('\t' or (>= ' ' and <= '~'))).Select(octet => (byte)octet)]);

    private readonly int _nameLength;
    private readonly int _offersStart;

    private EhloReply(ReadOnlySpan<byte> octets, int nameLength, int offersStart)
    {
        Octets = octets;
        _nameLength = nameLength;
        _offersStart = offersStart;
    }

    public ReadOnlySpan<byte> Octets { get; }

    public ReadOnlySpan<byte> ServerName => Octets.Slice(PrefixLength, _nameLength);

    public OfferList Capabilities => new(Octets[_offersStart..]);

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out EhloReply reply, out int consumed)
    {
        if (source.Length > MaxOctets)
            source = source[..MaxOctets];
        reply = default;
        consumed = 0;
        var position = 0;
        var nameLength = 0;
        var offersStart = 0;
        for (var lines = 0; ; lines++)
        {
            var line = source[position..];
            if (line.Length <= PrefixLength || lines >= MaxLines)
                return IsPrefix(line) && lines < MaxLines ? More(source) : OperationStatus.InvalidData;
            if (line[0] != '2' || line[1] != '5' || line[2] != '0' || line[3] is not ((byte)'-' or (byte)' '))
                return OperationStatus.InvalidData;

            var wordLength = line[PrefixLength..].IndexOfAnyExceptInRange((byte)'!', (byte)'~');
            if (wordLength <= 0)
                return wordLength < 0 ? More(source) : OperationStatus.InvalidData;
            var end = PrefixLength + wordLength;
            if (lines == 0)
                nameLength = wordLength;
            if (line[end] == ' ')
            {
                var length = line[++end..].IndexOfAny(TextEnds);
                if (length < 0)
                    return More(source);
                if (length == 0 && lines == 0)
                    return OperationStatus.InvalidData;
                end += length;
            }

            if ((uint)(end + 1) >= (uint)line.Length)
                return line[end] == '\r' ? More(source) : OperationStatus.InvalidData;
            if (line[end] != '\r' || line[end + 1] != '\n')
                return OperationStatus.InvalidData;
            position += end + 2;
            if (lines == 0)
                offersStart = position;
            if (line[3] == '-')
                continue;
            consumed = position;
            reply = new EhloReply(source[..position], nameLength, offersStart);
            return OperationStatus.Done;
        }
    }

    private static bool IsPrefix(ReadOnlySpan<byte> line) =>
        "250"u8.StartsWith(line[..Math.Min(line.Length, 3)]) && (line.Length < PrefixLength || line[3] is (byte)'-' or (byte)' ');

    private static OperationStatus More(ReadOnlySpan<byte> source) =>
        source.Length < MaxOctets ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

    /// <summary>The capabilities of a reply that has been checked.</summary>
    internal ref struct OfferList(ReadOnlySpan<byte> lines)
    {
        private ReadOnlySpan<byte> _lines = lines;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly OfferList GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_lines.IsEmpty)
                return false;
            var length = _lines.IndexOf((byte)'\n');
            var line = _lines[PrefixLength..(length - 1)];
            var word = line.IndexOf((byte)' ');
            Current = word < 0 ? line : line[..word];
            _lines = _lines[(length + 1)..];
            return true;
        }
    }
}
