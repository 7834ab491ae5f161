using System.Formats.Asn1;
using System.Text;
using static ProtocolKit.CertificateFields;

namespace ProtocolKit;

/// <summary>Finds a host among the names of a certificate, as it stands: what nearly all certificates have, without the objects that the
/// platform makes of each name.</summary>
internal static class DnsNames
{
    private static readonly Asn1Tag s_dnsName = new(TagClass.ContextSpecific, 2);

    private static ReadOnlySpan<byte> AlternativeNames => [0x55, 0x1D, 17];

    /// <summary>Whether a certificate has a DNS name that is a host's, regardless of case (RFC 9525, section 6.3).</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="host">The host's DNS name, in its ASCII form.</param>
    /// <returns><see langword="false"/> where it has none, and where another way of comparing must tell: a wildcard, or a
    /// certificate that is malformed.</returns>
    public static bool Contain(ReadOnlySpan<byte> certificate, string host)
    {
        try
        {
            var extensions = new CertificateFields(certificate).Extensions;
            while (!extensions.IsEmpty)
            {
                var extension = Take(ref extensions);
                if (Take(ref extension).SequenceEqual(AlternativeNames))
                    return IsAmong(OctetsOf(extension), host);
            }
        }
        catch (AsnContentException)
        {
            // The platform says what it is.
        }

        return false;
    }

    /// <summary>Finds an extension's value behind the mark of a critical one, which may be missing.</summary>
    private static ReadOnlySpan<byte> OctetsOf(ReadOnlySpan<byte> extension)
    {
        if (TagAt(extension) == Asn1Tag.Boolean)
            Take(ref extension);
        return Take(ref extension);
    }

    /// <summary>Reads all names, also behind the right one: where any is malformed, none counts.</summary>
    private static bool IsAmong(ReadOnlySpan<byte> extension, string host)
    {
        var names = Take(ref extension);
        var isAmong = false;
        while (!names.IsEmpty)
        {
            var isDnsName = TagAt(names) == s_dnsName;
            var name = Take(ref names);
            isAmong |= isDnsName && Ascii.EqualsIgnoreCase(name, host);
        }

        return isAmong && extension.IsEmpty;
    }
}
