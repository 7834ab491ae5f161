using System.Buffers;

namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>Stream features, read by hand: well-formed, in the right namespaces, within the limits, as the grammar demands. What no server
/// sends is refused though the grammar has it: elements of other names among the mechanisms, and references in them.</summary>
internal readonly ref struct StreamFeatures
{
    private const int MaxMechanisms = 100;

    private static readonly SearchValues<byte> NoNameOctets =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(octet => octet is < ' ' or > '~' or '&').Select(octet => (byte)octet)]);

    private readonly XmlRange _mechanisms;

    private StreamFeatures(ReadOnlySpan<byte> octets, bool offersTls, XmlRange mechanisms)
    {
        Octets = octets;
        OffersTls = offersTls;
        _mechanisms = mechanisms;
    }

    public ReadOnlySpan<byte> Octets { get; }

    public bool OffersTls { get; }

    public MechanismList Mechanisms => new(_mechanisms.Of(Octets));

    public static OperationStatus TryParse(ReadOnlySpan<byte> source, out StreamFeatures features, out int consumed)
    {
        features = default;
        consumed = 0;
        var xml = new XmlReader(source);
        if (!xml.ReadRoot())
            return xml.Status;
        if (!xml.Is(XmlNames.Stream, "features"u8))
            return OperationStatus.InvalidData;

        var offers = 0;
        var lists = 0;
        var mechanisms = default(XmlRange);
        while (xml.ReadChild(allowText: true))
        {
            if (xml.Is(XmlNames.Tls, "starttls"u8))
            {
                if (++offers > 1)
                    return OperationStatus.InvalidData;
                xml.Skip();
            }
            else if (xml.Is(XmlNames.Sasl, "mechanisms"u8))
            {
                if (++lists > 1 || !TryReadMechanisms(ref xml, out mechanisms))
                    return xml.Refuse();
            }
            else
            {
                xml.Skip();
            }
        }

        if (xml.Status != OperationStatus.Done)
            return xml.Status;
        consumed = xml.Position;
        var octets = source[..consumed];
        if (!XmlNames.AreLegalCharacters(octets))
            return OperationStatus.InvalidData;
        features = new StreamFeatures(octets, offers > 0, mechanisms);
        return OperationStatus.Done;
    }

    private static bool TryReadMechanisms(ref XmlReader xml, out XmlRange mechanisms)
    {
        var count = 0;
        var start = xml.Position;
        var end = start;
        while (xml.ReadChild(allowText: true))
        {
            if (!xml.Is(XmlNames.Sasl, "mechanism"u8) || ++count > MaxMechanisms || !xml.ReadText(out var text)
                || text.Length > 255 || text.ContainsAny(NoNameOctets))
            {
                mechanisms = default;
                return false;
            }

            end = xml.Position;
        }

        mechanisms = new XmlRange(start, end);
        return xml.Status == OperationStatus.Done;
    }

    /// <summary>The texts of sibling elements that have been checked.</summary>
    internal ref struct MechanismList(ReadOnlySpan<byte> elements)
    {
        private ReadOnlySpan<byte> _elements = elements;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly MechanismList GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_elements.IsEmpty)
                return false;
            if (_elements[0] != '<')
                _elements = _elements[_elements.IndexOf((byte)'<')..];
            var end = FindTagEnd();
            var text = _elements[end..];
            if (_elements[end - 2] == '/')
            {
                Current = default;
                _elements = text;
                return true;
            }

            var length = text.IndexOf((byte)'<');
            Current = XmlNames.Trim(text[..length]);
            text = text[length..];
            _elements = text[(text.IndexOf((byte)'>') + 1)..];
            return true;
        }

        /// <summary>A value may hold what looks like the end of the tag.</summary>
        private readonly int FindTagEnd()
        {
            var position = 0;
            while (true)
            {
                position += _elements[position..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'') + 1;
                var found = _elements[position - 1];
                if (found == '>')
                    return position;
                position += _elements[position..].IndexOf(found) + 1;
            }
        }
    }
}
