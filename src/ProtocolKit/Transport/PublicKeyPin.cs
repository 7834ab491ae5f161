using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>The SHA-256 digest of a public key (its SubjectPublicKeyInfo), by which a key is recognised whatever certificate carries it
/// (RFC 7469, section 2.4).</summary>
public readonly record struct PublicKeyPin
{
    private const string Prefix = "sha256/";

    private readonly ulong _part0;
    private readonly ulong _part1;
    private readonly ulong _part2;
    private readonly ulong _part3;

    /// <summary>Makes a pin from a digest.</summary>
    /// <param name="digest">The 32 octets of the digest; copied.</param>
    /// <exception cref="ArgumentException"><paramref name="digest"/> has another length.</exception>
    public PublicKeyPin(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != SHA256.HashSizeInBytes)
            throw new ArgumentException($"A SHA-256 digest has {SHA256.HashSizeInBytes} octets, not {digest.Length}.", nameof(digest));
        _part0 = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _part1 = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _part2 = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        _part3 = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>Makes the pin of a certificate's public key.</summary>
    /// <param name="certificate">The certificate; stays the caller's.</param>
    public static PublicKeyPin FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo(), digest);
        return new PublicKeyPin(digest);
    }

    /// <summary>Reads a pin as <see cref="ToString"/> writes it; the <c>sha256/</c> may be missing.</summary>
    /// <param name="text">The digest in base64.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is no such digest.</exception>
    public static PublicKeyPin Parse(string text) =>
        TryParse(text, out var pin) ? pin : throw new FormatException($"\"{text}\" is not a SHA-256 digest in base64.");

    /// <summary>Reads a pin as <see cref="ToString"/> writes it; the <c>sha256/</c> may be missing.</summary>
    /// <param name="text">The digest in base64.</param>
    /// <param name="pin">The pin.</param>
    /// <returns>Whether <paramref name="text"/> is such a digest.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PublicKeyPin pin)
    {
        var digits = text.AsSpan();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            digits = digits[Prefix.Length..];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var isDigest = Convert.TryFromBase64Chars(digits, digest, out var length) && length == digest.Length;
        pin = isDigest ? new PublicKeyPin(digest) : default;
        return isDigest;
    }

    /// <summary>Writes the pin as <c>sha256/</c> and the digest in base64.</summary>
    public override string ToString()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(digest, _part0);
        BinaryPrimitives.WriteUInt64BigEndian(digest[8..], _part1);
        BinaryPrimitives.WriteUInt64BigEndian(digest[16..], _part2);
        BinaryPrimitives.WriteUInt64BigEndian(digest[24..], _part3);
        return Prefix + Convert.ToBase64String(digest);
    }
}
