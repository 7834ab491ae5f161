using System.Formats.Asn1;

namespace ProtocolKit;

/// <summary>Cuts a certificate into those of its parts that are looked at with each connection, and copies none (RFC 5280, section 4.1).
/// What the platform's types offer for this decodes all names into objects.</summary>
internal readonly ref struct CertificateFields
{
    /// <summary>Cuts a certificate.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public CertificateFields(ReadOnlySpan<byte> certificate)
    {
        // The part to be signed, the signature's algorithm, the signature.
        var fields = Open(certificate);
        var signed = Take(ref fields);
        SignatureAlgorithm = Take(ref fields);

        // The version, which may be missing; the serial number, the algorithm again, issuer, validity, subject; the public key.
        if (TagAt(signed) == new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true))
            Take(ref signed);
        Take(ref signed);
        Take(ref signed);
        var issuer = Take(ref signed);
        Take(ref signed);
        IsSelfIssued = Take(ref signed).SequenceEqual(issuer);
        PublicKey = Take(ref signed);

        // Identifiers of issuer and subject, which nobody uses; the extensions.
        while (!signed.IsEmpty)
        {
            var isExtensions = TagAt(signed) == new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true);
            var field = Take(ref signed);
            if (isExtensions)
                Extensions = Open(field);
        }
    }

    /// <summary>The algorithm of the signature and its parameters.</summary>
    public ReadOnlySpan<byte> SignatureAlgorithm { get; }

    /// <summary>Whether issuer and subject are the same, as those of a root are.</summary>
    public bool IsSelfIssued { get; }

    /// <summary>The algorithm of the key, and the key: a bit string.</summary>
    public ReadOnlySpan<byte> PublicKey { get; }

    /// <summary>The extensions, one after the other.</summary>
    public ReadOnlySpan<byte> Extensions { get; }

    /// <summary>The tag of the next element.</summary>
    public static Asn1Tag TagAt(ReadOnlySpan<byte> elements) => Asn1Tag.Decode(elements, out _);

    /// <summary>Takes the next element, and goes on behind it.</summary>
    /// <returns>Its contents.</returns>
    /// <exception cref="AsnContentException">It is malformed, or there is none.</exception>
    public static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> elements)
    {
        AsnDecoder.ReadEncodedValue(elements, AsnEncodingRules.BER, out var start, out var length, out var consumed);
        var contents = elements.Slice(start, length);
        elements = elements[consumed..];
        return contents;
    }

    /// <summary>The contents of an element.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> element) => Take(ref element);
}
