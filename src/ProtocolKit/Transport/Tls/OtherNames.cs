using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>A name in a certificate that is neither a host's nor an address.</summary>
/// <param name="Type">Its object identifier.</param>
/// <param name="Text">Its value as the peer wrote it, which may be anything.</param>
internal readonly record struct OtherName(string Type, string Text)
{
    /// <summary>The type of SRV-IDs: <c>id-on-dnsSRV</c> (RFC 4985, section 2).</summary>
    public const string ServiceType = "1.3.6.1.5.5.7.8.7";

    /// <summary>The name, with its type unless that is known by its underscore.</summary>
    public string Show() => Type == ServiceType ? Text : $"{Text} ({Type})";
}

/// <summary>Reads the names of other types from a certificate (RFC 5280, section 4.2.1.6).</summary>
internal static class OtherNames
{
    private const string AlternativeNames = "2.5.29.17";
    private const int LongestType = 64;
    private const int LastKindOfName = 8;

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Finds those with a text: SRV-IDs, and all that are a <c>UTF8String</c>.</summary>
    /// <returns>None where the certificate's names are malformed in any way.</returns>
    public static IReadOnlyList<OtherName> Of(X509Certificate2 certificate)
    {
        var extensions = certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeNames).ToArray();
        if (extensions is not [var extension])
            return [];
        try
        {
            return Read(extension.RawData);
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static List<OtherName> Read(ReadOnlyMemory<byte> encoded)
    {
        var names = new List<OtherName>();
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        while (sequence.HasData)
        {
            var tag = sequence.PeekTag();
            if (tag is not { TagClass: TagClass.ContextSpecific, TagValue: <= LastKindOfName })
                throw new AsnContentException();
            if (tag.TagValue != 0)
                sequence.ReadEncodedValue();
            else if (ReadOther(sequence.ReadSequence(Tag0)) is { } name)
                names.Add(name);
        }

        return names;
    }

    private static OtherName? ReadOther(AsnReader name)
    {
        // An object identifier that is longer than any is not looked at, because what reading it costs grows faster than its length.
        var type = name.PeekEncodedValue().Length > LongestType ? "" : name.ReadObjectIdentifier();
        if (type.Length == 0)
            name.ReadEncodedValue();
        var value = name.ReadSequence(Tag0);
        name.ThrowIfNotEmpty();
        var kind = type == OtherName.ServiceType ? UniversalTagNumber.IA5String : UniversalTagNumber.UTF8String;
        if (type.Length == 0 || !value.PeekTag().HasSameClassAndValue(new Asn1Tag(kind)))
        {
            value.ReadEncodedValue();
            value.ThrowIfNotEmpty();
            return null;
        }

        var text = value.ReadCharacterString(kind);
        value.ThrowIfNotEmpty();
        return new OtherName(type, text);
    }
}
