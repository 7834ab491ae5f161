namespace ProtocolKit.Generated;

/// <summary>The two prefixes that XML keeps for itself.</summary>
internal static class XmlReservedNames
{
    internal static ReadOnlySpan<byte> XmlUri => "http://www.w3.org/XML/1998/namespace"u8;

    private static ReadOnlySpan<byte> DeclarationUri => "http://www.w3.org/2000/xmlns/"u8;

    /// <summary>Whether a prefix (empty for the default namespace) may stand for a namespace (empty for none).</summary>
    internal static bool MayDeclare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> uri)
    {
        if (prefix.SequenceEqual("xml"u8))
            return uri.SequenceEqual(XmlUri);
        return !prefix.SequenceEqual("xmlns"u8) && !uri.SequenceEqual(XmlUri) && !uri.SequenceEqual(DeclarationUri)
            && (prefix.IsEmpty || !uri.IsEmpty);
    }
}
