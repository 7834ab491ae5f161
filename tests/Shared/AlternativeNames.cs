using System.Formats.Asn1;

namespace ProtocolKit.TestSupport;

/// <summary>Encodes the names of certificates, right and wrong ones (RFC 5280, section 4.2.1.6).</summary>
internal static class AlternativeNames
{
    public const string Service = "1.3.6.1.5.5.7.8.7";

    /// <summary>All names of a certificate.</summary>
    public static byte[] Of(params byte[][] names) => Sequence(Asn1Tag.Sequence, names);

    public static byte[] Dns(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
        return writer.Encode();
    }

    public static byte[] Srv(string name) => Other(Service, name, UniversalTagNumber.IA5String);

    public static byte[] Other(string type, string name, UniversalTagNumber kind = UniversalTagNumber.UTF8String)
    {
        var value = new AsnWriter(AsnEncodingRules.DER);
        value.WriteCharacterString(kind, name);
        return Other(type, value.Encode());
    }

    /// <summary>A name of any type, with a value as it is encoded.</summary>
    public static byte[] Other(string type, params byte[][] values)
    {
        var identifier = new AsnWriter(AsnEncodingRules.DER);
        identifier.WriteObjectIdentifier(type);
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        return Sequence(tag, identifier.Encode(), Sequence(tag, values));
    }

    /// <summary>The constraint that names be below one domain.</summary>
    public static byte[] Permit(string domain) =>
        Sequence(
            Asn1Tag.Sequence,
            Sequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true), Sequence(Asn1Tag.Sequence, Dns(domain))));

    private static byte[] Sequence(Asn1Tag tag, params byte[][] parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(tag))
        {
            foreach (var part in parts)
                writer.WriteEncodedValue(part);
        }

        return writer.Encode();
    }
}
