namespace ProtocolKit.Testing;

/// <summary>Tells whether two messages are the same but for values that the sender chose, and which those are.</summary>
public static class MessageAlignment
{
    /// <summary>Compares by what the octets are: BER by its elements, XML by its tags, text by the message's labels, and other messages by
    /// their length.</summary>
    /// <inheritdoc cref="AlignMessages" path="/param"/>
    /// <inheritdoc cref="AlignMessages" path="/returns"/>
    public static IReadOnlyList<Substitution>? Align(
        ProtocolDefinition protocol, string message, ReadOnlySpan<byte> written, ReadOnlySpan<byte> recorded)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (WireFormat.EqualsIgnoreCase(written, recorded))
            return [];
        if (BerElement.TryParse(written, out var writtenElements) && BerElement.TryParse(recorded, out var recordedElements))
            return BerAlignment.Align(writtenElements, recordedElements);
        if (XmlAlignment.IsXml(written) && XmlAlignment.IsXml(recorded))
            return XmlAlignment.Align(written, recorded);
        if (IsText(written) && IsText(recorded))
            return LabelAlignment.Align(protocol, message, written, recorded);
        return BinaryAlignment.Align(written, recorded);
    }

    private static bool IsText(ReadOnlySpan<byte> octets) => !octets.ContainsAnyInRange((byte)0, (byte)8) && octets.EndsWith("\n"u8);
}
