using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The identifier octets of BER elements (X.690, 8.1.2).</summary>
internal static class BerTags
{
    /// <summary>An identifier octet.</summary>
    /// <param name="type">The type or class.</param>
    /// <param name="isConstructed">Whether elements stand in it; only for tags of an application or a context.</param>
    /// <param name="number">The tag's number there.</param>
    public static int Identifier(BerType type, bool isConstructed, int number) => type switch
    {
        BerType.Boolean => 0x01,
        BerType.Integer => 0x02,
        BerType.Octets => 0x04,
        BerType.Enumerated => 0x0A,
        BerType.Sequence => 0x30,
        BerType.Set => 0x31,
        _ => (type == BerType.Application ? 0x40 : 0x80) | (isConstructed ? 0x20 : 0) | number,
    };
}
