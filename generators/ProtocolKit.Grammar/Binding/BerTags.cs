using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The identifier octets of BER elements (X.690, 8.1.2).</summary>
internal static class BerTags
{
    /// <summary>The identifier octet of an element.</summary>
    /// <param name="ber">The element.</param>
    /// <param name="number">The number of its tag; only for tags of an application or a context.</param>
    public static byte Identifier(BerSyntax ber, int number) => ber.Type switch
    {
        BerType.Boolean => 0x01,
        BerType.Integer => 0x02,
        BerType.Octets => 0x04,
        BerType.Enumerated => 0x0A,
        BerType.Sequence => 0x30,
        BerType.Set => 0x31,
        _ => (byte)((ber.Type == BerType.Application ? 0x40 : 0x80)
            | (ber.Content is BerElementsSyntax or BerOfSyntax ? 0x20 : 0) | number),
    };
}
