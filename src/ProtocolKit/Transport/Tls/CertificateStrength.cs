using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using static ProtocolKit.CertificateFields;

namespace ProtocolKit;

/// <summary>Finds the certificates that the platform takes although they could be forged (RFC 9325, sections 4.4 and 4.5).</summary>
internal static class CertificateStrength
{
    private const int LeastRsaBits = 2048, LeastEllipticBits = 224;

    private static ReadOnlySpan<byte> RsaEncryption => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1];

    private static ReadOnlySpan<byte> RsaPss => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10];

    private static ReadOnlySpan<byte> EllipticKey => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1];

    private static ReadOnlySpan<byte> EcdsaSha1 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 1];

    private static ReadOnlySpan<byte> DsaSha1 => [0x2A, 0x86, 0x48, 0xCE, 0x38, 4, 3];

    /// <summary>Above the digests of RSA Laboratories: MD2, MD4, MD5.</summary>
    private static ReadOnlySpan<byte> RsaDigests => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2];

    /// <summary>Above the algorithms of the OSI Implementers' Workshop: SHA-1 as a digest, and signatures with MD4, MD5, SHA and
    /// SHA-1.</summary>
    private static ReadOnlySpan<byte> WorkshopAlgorithms => [0x2B, 0x0E, 3, 2];

    /// <summary>Looks at each certificate of a chain. How a root is signed does not matter: it is trusted for itself.</summary>
    public static CertificateErrors OfChain(X509Chain chain) => OfChain(chain, chain.ChainElements.Count, isLastTrusted: false);

    /// <summary>Looks at the first certificates of a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="isLastTrusted">Whether the last of them is trusted for itself, also if it is no root.</param>
    public static CertificateErrors OfChain(X509Chain chain, int count, bool isLastTrusted)
    {
        var errors = CertificateErrors.None;
        for (var i = 0; i < count; i++)
        {
            var isLast = i == count - 1;
            errors |= OfCertificate(chain.ChainElements[i].Certificate.RawDataMemory.Span, isLast, isLast && isLastTrusted);
        }

        return errors;
    }

    private static CertificateErrors OfCertificate(ReadOnlySpan<byte> certificate, bool isLast, bool isTrusted)
    {
        try
        {
            var fields = new CertificateFields(certificate);
            var errors = IsWeakKey(fields.PublicKey) ? CertificateErrors.WeakKey : CertificateErrors.None;
            isTrusted |= isLast && fields.IsSelfIssued;
            return !isTrusted && IsWeakSignature(fields.SignatureAlgorithm) ? errors | CertificateErrors.WeakSignature : errors;
        }
        catch (AsnContentException)
        {
            return CertificateErrors.OtherChainFault;
        }
    }

    private static bool IsWeakSignature(ReadOnlySpan<byte> algorithm)
    {
        var oid = Take(ref algorithm);
        if (oid.SequenceEqual(RsaPss))
            return IsWeakPss(algorithm);

        // PKCS #1: with MD2, MD4, MD5, SHA-1.
        return oid.SequenceEqual(EcdsaSha1) || oid.SequenceEqual(DsaSha1) || oid.StartsWith(WorkshopAlgorithms)
            || (oid.Length == RsaEncryption.Length && oid.StartsWith(RsaEncryption[..^1]) && oid[^1] is >= 2 and <= 5);
    }

    /// <summary>Looks at the digest, which is SHA-1 unless the parameters say otherwise (RFC 4055, section 3.1).</summary>
    private static bool IsWeakPss(ReadOnlySpan<byte> parameters)
    {
        var fields = parameters.IsEmpty ? default : Take(ref parameters);
        if (fields.IsEmpty || fields[0] != 0xA0)
            return true;
        var digest = Open(Take(ref fields));
        var oid = Take(ref digest);
        return oid.StartsWith(WorkshopAlgorithms) || oid.StartsWith(RsaDigests);
    }

    private static bool IsWeakKey(ReadOnlySpan<byte> publicKey)
    {
        var algorithm = Take(ref publicKey);
        var oid = Take(ref algorithm);
        if (oid.SequenceEqual(RsaEncryption) || oid.SequenceEqual(RsaPss))
        {
            var numbers = Open(Take(ref publicKey)[1..]);
            var modulus = Take(ref numbers).TrimStart((byte)0);
            return modulus.IsEmpty || (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]) < LeastRsaBits;
        }

        if (!oid.SequenceEqual(EllipticKey))
            return false;

        // The unused bits of the bit string; a point, which is an octet for its form, then one coordinate or both (SEC 1, section 2.3.3).
        var point = Take(ref publicKey)[1..];
        var octets = !point.IsEmpty && point[0] == 4 ? (point.Length - 1) / 2 : point.Length - 1;
        return octets * 8 < LeastEllipticBits;
    }
}
