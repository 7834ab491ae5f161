using System.Buffers;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>The answer to EHLO, read by hand: every octet is checked, as the grammar demands.</summary>
internal readonly ref struct EhloReply
{
    private const int PrefixLength = 4;
    private const int MaxOctets = 8192;
    private const int MaxLines = 102;

    private static readonly SearchValues<byte> TextEnds = SearchValues.Create(0, (byte)'\r', (byte)'\n');

    private readonly int _offersStart;

    private EhloReply(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> serverName, int offersStart)
    {
        Octets = octets;
        ServerName = serverName;
        _offersStart = offersStart;
    }

    public ReadOnlySpan<byte> Octets { get; }

    public ReadOnlySpan<byte> ServerName { get; }

    public OfferList Capabilities => new(Octets[_offersStart..]);

    private static ReadOnlySpan<byte> Code => "250"u8;

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out EhloReply reply, out int consumed)
    {
        if (source.Length > MaxOctets)
            source = source[..MaxOctets];
        reply = default;
        consumed = 0;
        var position = 0;
        var serverName = default(ReadOnlySpan<byte>);
        var offersStart = 0;
        for (var lines = 0; ; lines++)
        {
            var line = source[position..];
            if (line.Length < PrefixLength)
                return Code.StartsWith(line[..Math.Min(line.Length, Code.Length)]) ? More(source) : OperationStatus.InvalidData;
            if (!line.StartsWith(Code) || lines >= MaxLines)
                return OperationStatus.InvalidData;
            var separator = line[Code.Length];
            var end = Code.Length;
            if (separator is (byte)'-' or (byte)' ')
            {
                var length = line[PrefixLength..].IndexOfAny(TextEnds);
                if (length < 0)
                    return More(source);
                end = PrefixLength + length;
            }

            if (line[end] != '\r')
                return OperationStatus.InvalidData;
            if ((uint)(end + 1) >= (uint)line.Length)
                return More(source);
            if (line[end + 1] != '\n')
                return OperationStatus.InvalidData;
            position += end + 2;
            if (lines == 0)
            {
                serverName = FirstWord(line[..end]);
                offersStart = position;
            }

            if (separator == '-')
                continue;
            consumed = position;
            reply = new EhloReply(source[..position], serverName, offersStart);
            return OperationStatus.Done;
        }
    }

    /// <summary>The first word of a line behind the code; none where there is no word.</summary>
    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> line)
    {
        if (line.Length <= PrefixLength)
            return default;
        var text = line[PrefixLength..];
        if (text[0] is (byte)' ' or (byte)'\t')
            text = text.TrimStart(" \t"u8);
        var length = text.IndexOfAny((byte)' ', (byte)'\t');
        return length < 0 ? text : text[..length];
    }

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
            while (!_lines.IsEmpty)
            {
                var length = _lines.IndexOf((byte)'\n');
                Current = FirstWord(_lines[..(length - 1)]);
                _lines = _lines[(length + 1)..];
                if (!Current.IsEmpty)
                    return true;
            }

            return false;
        }
    }
}
