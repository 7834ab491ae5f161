namespace ProtocolKit;

/// <summary>Recognises TLS records (RFC 8446, section 5.1) where plaintext is read.</summary>
internal static class TlsRecord
{
    public const byte Handshake = 0x16;

    private const byte FirstType = 0x14;
    private const byte LastType = 0x17;
    private const byte MajorVersion = 3;
    private const byte LastMinorVersion = 4;

    /// <summary>Whether an octet is the type of a record.</summary>
    public static bool MayBegin(byte octet) => octet is >= FirstType and <= LastType;

    /// <summary>Whether octets begin with the type and the version of a record.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> octets) =>
        octets is [>= FirstType and <= LastType, MajorVersion, <= LastMinorVersion, ..];
}
