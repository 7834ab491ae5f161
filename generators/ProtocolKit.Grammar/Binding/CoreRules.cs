using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The core rules of RFC 5234, appendix B.1.</summary>
internal static class CoreRules
{
    private static readonly Pattern Cr = One(0x0D, 0x0D);
    private static readonly Pattern Lf = One(0x0A, 0x0A);
    private static readonly Pattern Wsp = new OctetPattern(OctetSet.Of(0x20) | OctetSet.Of(0x09));

    public static readonly IReadOnlyDictionary<string, Pattern> All = new Dictionary<string, Pattern>(StringComparer.OrdinalIgnoreCase)
    {
        ["ALPHA"] = new OctetPattern(OctetSet.Range(0x41, 0x5A) | OctetSet.Range(0x61, 0x7A)),
        ["BIT"] = One(0x30, 0x31),
        ["CHAR"] = One(0x01, 0x7F),
        ["CR"] = Cr,
        ["CRLF"] = new SequencePattern([Cr, Lf]),
        ["CTL"] = new OctetPattern(OctetSet.Range(0x00, 0x1F) | OctetSet.Of(0x7F)),
        ["DIGIT"] = One(0x30, 0x39),
        ["DQUOTE"] = One(0x22, 0x22),
        ["HEXDIG"] = new OctetPattern(OctetSet.Range(0x30, 0x39) | OctetSet.Range(0x41, 0x46) | OctetSet.Range(0x61, 0x66)),
        ["HTAB"] = One(0x09, 0x09),
        ["LF"] = Lf,
        ["LWSP"] = new RepeatPattern(new ChoicePattern([Wsp, new SequencePattern([Cr, Lf, Wsp])]), 0, null),
        ["OCTET"] = new OctetPattern(OctetSet.All),
        ["SP"] = One(0x20, 0x20),
        ["VCHAR"] = One(0x21, 0x7E),
        ["WSP"] = Wsp,
    };

    private static OctetPattern One(byte first, byte last) => new(OctetSet.Range(first, last));
}
