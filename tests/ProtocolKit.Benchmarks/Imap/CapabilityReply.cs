using System.Buffers;
using System.Text;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The answer to CAPABILITY, read by hand: every octet is checked, as the grammar demands.</summary>
internal readonly ref struct CapabilityReply
{
    private const int MaxOctets = 8192;
    private const int MaxItems = 100;

    private static readonly SearchValues<byte> WordOctets = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0xDF).Where(octet => octet != 0x7F).Select(octet => (byte)octet)]);

    private CapabilityReply(ReadOnlySpan<byte> octets) => Octets = octets;

    public ReadOnlySpan<byte> Octets { get; }

    public WordList Capabilities => new(Octets[Prefix.Length..^2]);

    private static ReadOnlySpan<byte> Prefix => "* CAPABILITY"u8;

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out CapabilityReply reply, out int consumed)
    {
        if (source.Length > MaxOctets)
            source = source[..MaxOctets];
        reply = default;
        consumed = 0;
        var known = Math.Min(source.Length, Prefix.Length);
        if (!Ascii.EqualsIgnoreCase(source[..known], Prefix[..known]))
            return OperationStatus.InvalidData;

        var position = known;
        for (var items = 0; ; items++)
        {
            var separator = position;
            while ((uint)position < (uint)source.Length && source[position] is (byte)' ' or (byte)'\t')
                position++;
            if ((uint)position >= (uint)source.Length)
                return More(source);
            if (source[position] == '\r')
                break;
            if (separator == position || items > MaxItems)
                return OperationStatus.InvalidData;
            var length = source[position..].IndexOfAnyExcept(WordOctets);
            if (length < 0)
                return More(source);
            if (length == 0)
                return OperationStatus.InvalidData;
            position += length;
        }

        if ((uint)(position + 1) >= (uint)source.Length)
            return More(source);
        if (source[position + 1] != '\n')
            return OperationStatus.InvalidData;
        consumed = position + 2;
        reply = new CapabilityReply(source[..consumed]);
        return OperationStatus.Done;
    }

    private static OperationStatus More(ReadOnlySpan<byte> source) =>
        source.Length < MaxOctets ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

    /// <summary>The capabilities of a reply that has been checked: its words, but for those without a name.</summary>
    internal ref struct WordList(ReadOnlySpan<byte> words)
    {
        private ReadOnlySpan<byte> _words = words;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly WordList GetEnumerator() => this;

        public bool MoveNext()
        {
            while (!_words.IsEmpty)
            {
                var length = _words.IndexOfAny((byte)' ', (byte)'\t');
                Current = length < 0 ? _words : _words[..length];
                _words = length < 0 ? default : _words[(length + 1)..];
                if (Current is [not (byte)'=', ..])
                    return true;
            }

            return false;
        }
    }
}
