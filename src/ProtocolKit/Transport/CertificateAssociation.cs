using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>A certificate or public key that DNSSEC says a server has: a usable TLSA record (DANE; RFC 6698, RFC 7671).</summary>
/// <remarks>Only the usages DANE-TA(2) and DANE-EE(3) can be made: the others add to what is verified anyway, and mean nothing where no roots
/// are agreed on (RFC 7672, section 3.1.3).</remarks>
public sealed class CertificateAssociation : IEquatable<CertificateAssociation>
{
    private readonly byte[] _data;

    private CertificateAssociation(
        CertificateAssociationUsage usage, CertificateAssociationSelector selector, CertificateAssociationMatching matching, byte[] data) =>
        (Usage, Selector, Matching, _data) = (usage, selector, matching, data);

    /// <summary>Whose certificate it is.</summary>
    public CertificateAssociationUsage Usage { get; }

    /// <summary>What is compared.</summary>
    public CertificateAssociationSelector Selector { get; }

    /// <summary>How it is compared.</summary>
    public CertificateAssociationMatching Matching { get; }

    /// <summary>What it is compared with: a digest, or the whole.</summary>
    public ReadOnlyMemory<byte> Data => _data;

    /// <summary>Makes an association of a TLSA record's fields.</summary>
    /// <param name="usage">The certificate usage: 2 or 3.</param>
    /// <param name="selector">The selector: 0 or 1.</param>
    /// <param name="matchingType">The matching type: 0, 1 or 2.</param>
    /// <param name="data">The data; copied.</param>
    /// <param name="association">The association.</param>
    /// <returns>Whether the record is usable: one of these, with a digest of the right length, or with a certificate or public key.</returns>
    public static bool TryCreate(
        int usage, int selector, int matchingType, ReadOnlySpan<byte> data, [NotNullWhen(true)] out CertificateAssociation? association)
    {
        association = usage is 2 or 3 && selector is 0 or 1 && matchingType is 0 or 1 or 2 && IsWellFormed(selector, matchingType, data)
            ? new CertificateAssociation((CertificateAssociationUsage)usage, (CertificateAssociationSelector)selector,
                (CertificateAssociationMatching)matchingType, data.ToArray())
            : null;
        return association is not null;
    }

    /// <summary>Reads an association as zone files have it: <c>3 1 1 </c> and the data in hexadecimal, which may have white space in
    /// it.</summary>
    /// <param name="text">The fields.</param>
    /// <exception cref="FormatException">It is no usable TLSA record.</exception>
    public static CertificateAssociation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        var data = fields.Length == 4 ? string.Concat(fields[3].Where(digit => !char.IsWhiteSpace(digit))) : "";
        if (fields.Length == 4 && data.All(char.IsAsciiHexDigit) && data.Length % 2 == 0
            && byte.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var usage)
            && byte.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var selector)
            && byte.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var matching)
            && TryCreate(usage, selector, matching, Convert.FromHexString(data), out var association))
        {
            return association;
        }

        throw new FormatException($"\"{text}\" is no usable TLSA record, such as 3 1 1 and a SHA-256 digest in hexadecimal.");
    }

    /// <summary>Makes the association of a certificate by the SHA-256 digest of its public key, as most servers publish it.</summary>
    /// <param name="certificate">The certificate; stays the caller's.</param>
    /// <param name="usage">Whether it is the server's own, or that of an authority.</param>
    public static CertificateAssociation FromCertificate(
        X509Certificate2 certificate, CertificateAssociationUsage usage = CertificateAssociationUsage.EndEntity)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(usage, CertificateAssociationSelector.PublicKey, CertificateAssociationMatching.Sha256,
            SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Whether a certificate is the one that is meant.</summary>
    /// <param name="certificate">The certificate; stays the caller's.</param>
    public bool Matches(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var selected = Selector == CertificateAssociationSelector.Certificate
            ? certificate.RawDataMemory.Span
            : certificate.PublicKey.ExportSubjectPublicKeyInfo();
        return Matching switch
        {
            CertificateAssociationMatching.Sha256 => SHA256.HashData(selected).AsSpan().SequenceEqual(_data),
            CertificateAssociationMatching.Sha512 => SHA512.HashData(selected).AsSpan().SequenceEqual(_data),
            _ => selected.SequenceEqual(_data),
        };
    }

    /// <inheritdoc/>
    public bool Equals(CertificateAssociation? other) =>
        other is not null && (Usage, Selector, Matching) == (other.Usage, other.Selector, other.Matching) && _data.AsSpan().SequenceEqual(other._data);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CertificateAssociation);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add((Usage, Selector, Matching));
        hash.AddBytes(_data);
        return hash.ToHashCode();
    }

    /// <summary>Writes it as zone files have it.</summary>
    public override string ToString() => $"{(int)Usage} {(int)Selector} {(int)Matching} {Convert.ToHexStringLower(_data)}";

    private static bool IsWellFormed(int selector, int matchingType, ReadOnlySpan<byte> data) => matchingType switch
    {
        1 => data.Length == SHA256.HashSizeInBytes,
        2 => data.Length == SHA512.HashSizeInBytes,
        _ => selector == 0 ? IsCertificate(data) : IsPublicKey(data),
    };

    private static bool IsCertificate(ReadOnlySpan<byte> data)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(data);
            return certificate.RawDataMemory.Span.SequenceEqual(data);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsPublicKey(ReadOnlySpan<byte> data)
    {
        try
        {
            _ = PublicKey.CreateFromSubjectPublicKeyInfo(data, out var read);
            return read == data.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Whose certificate a TLSA record tells of (RFC 7218).</summary>
public enum CertificateAssociationUsage
{
    /// <summary>DANE-TA: an authority, from which a chain must lead to the server's certificate, which must carry the name.</summary>
    TrustAnchor = 2,

    /// <summary>DANE-EE: the server itself. Neither its names nor its dates matter (RFC 7671, section 5.1).</summary>
    EndEntity = 3,
}

/// <summary>What of a certificate is compared with a TLSA record (RFC 7218).</summary>
public enum CertificateAssociationSelector
{
    /// <summary>The whole certificate.</summary>
    Certificate = 0,

    /// <summary>Its public key (SubjectPublicKeyInfo).</summary>
    PublicKey = 1,
}

/// <summary>How a certificate is compared with a TLSA record (RFC 7218).</summary>
public enum CertificateAssociationMatching
{
    /// <summary>Octet by octet.</summary>
    Exact = 0,

    /// <summary>By its SHA-256 digest.</summary>
    Sha256 = 1,

    /// <summary>By its SHA-512 digest.</summary>
    Sha512 = 2,
}
