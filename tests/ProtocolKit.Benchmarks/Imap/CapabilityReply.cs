using System.Buffers;
using System.Text;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The answer to CAPABILITY, read by hand: every octet is checked, as the grammar demands.</summary>
internal readonly ref struct CapabilityReply
{
    private const int MaxOctets = 8192;
    private const int MaxItems = 100;

    private static readonly SearchValues<byte> AtomOctets = SearchValues.Create([.. Enumerable.Range(0, 0x80)
        .Where(octet =>
            octet is 0x21 or 0x23 or 0x24 or 0x26 or 0x27 or (>= 0x2B and <= 0x5B) or (>= 0x5E and <= 0x7A) or (>= 0x7C and <= 0x7E))
        .Select(octet => (byte)octet)]);

    private CapabilityReply(ReadOnlySpan<byte> octets) => Octets = octets;

    public ReadOnlySpan<byte> Octets { get; }

    public AtomList Capabilities => new(Octets[Prefix.Length..^2]);

    private static ReadOnlySpan<byte> Prefix => "* CAPABILITY "u8;

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out CapabilityReply reply, out int consumed)
    {
        if (source.Length > MaxOctets)
            source = source[..MaxOctets];
        reply = default;
        consumed = 0;
        var known = Math.Min(source.Length, Prefix.Length);
        if (!Ascii.EqualsIgnoreCase(source[..known], Prefix[..known]))
            return OperationStatus.InvalidData;
        if (known < Prefix.Length)
            return OperationStatus.NeedMoreData;

        var position = known;
        for (var items = 0; ; items++)
        {
            var length = source[position..].IndexOfAnyExcept(AtomOctets);
            if (length < 0)
                return More(source);
            position += length;
            if ((length == 0 && (items == 0 || source[position] != '\r')) || items > MaxItems)
                return OperationStatus.InvalidData;
            if (source[position] == '\r')
                break;
            if (source[position] != ' ')
                return OperationStatus.InvalidData;
            position++;
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

    /// <summary>The capabilities of a reply that has been checked.</summary>
    internal ref struct AtomList(ReadOnlySpan<byte> atoms)
    {
        private ReadOnlySpan<byte> _atoms = atoms;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly AtomList GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_atoms.IsEmpty)
                return false;
            var length = _atoms.IndexOf((byte)' ');
            Current = length < 0 ? _atoms : _atoms[..length];
            _atoms = length < 0 ? default : _atoms[(length + 1)..];
            return true;
        }
    }
}
