using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>The beginning of a handshake of TLS 1.0 or 1.1, which the platform's own TLS may refuse to speak: enough to see whether a
/// server would.</summary>
internal static class LegacyHello
{
    private const byte Handshake = 22, Alert = 21, ServerHello = 2;

    /// <summary>ECDHE, DHE and RSA with AES and SHA-1, and RSA with 3DES.</summary>
    private static ReadOnlySpan<byte> Suites =>
        [0xC0, 0x0A, 0xC0, 0x14, 0xC0, 0x09, 0xC0, 0x13, 0x00, 0x39, 0x00, 0x33, 0x00, 0x35, 0x00, 0x2F, 0x00, 0x0A, 0x00, 0xFF];

    /// <summary>X25519, P-256, P-384 and P-521, and uncompressed points.</summary>
    private static ReadOnlySpan<byte> Groups => [0, 10, 0, 10, 0, 8, 0, 29, 0, 23, 0, 24, 0, 25, 0, 11, 0, 2, 1, 0];

    /// <summary>Writes the client's first record (RFC 2246, section 7.4.1.2; RFC 4346).</summary>
    /// <param name="minor">1 for TLS 1.0, 2 for TLS 1.1.</param>
    /// <param name="host">The name that is asked for; none if it is an address.</param>
    public static byte[] Write(byte minor, string host)
    {
        byte[] extensions = [.. ServerName(host), .. Groups];
        byte[] body =
        [
            3, minor, .. RandomNumberGenerator.GetBytes(32), 0, .. Length(Suites.Length), .. Suites, 1, 0, .. Length(extensions.Length),
                .. extensions,
        ];
        byte[] message = [1, 0, .. Length(body.Length), .. body];
        return [Handshake, 3, 1, .. Length(message.Length), .. message];
    }

    /// <summary>Tells what a server answered.</summary>
    /// <param name="received">All that was received.</param>
    /// <param name="minor">What was asked for.</param>
    /// <returns>Whether it speaks that version, and what it said; null where more is needed.</returns>
    public static (bool Speaks, string Said)? Read(ReadOnlySpan<byte> received, byte minor) => received switch
    {
        [Alert, _, _, _, _, _, var alert, ..] => (false, $"alert {new TlsAlert(alert)}"),
        [Alert, ..] when received.Length < 7 => null,
        [Handshake, _, _, _, _, ServerHello, _, _, _, 3, var version, ..] => (version == minor, $"a ServerHello of version 3.{version}"),
        [Handshake, ..] when received.Length < 11 => null,
        [] => null,
        _ => (false, MachineText.Show(received)),
    };

    private static byte[] ServerName(string host)
    {
        if (System.Net.IPAddress.TryParse(host, out _))
            return [];
        var name = Encoding.ASCII.GetBytes(host);
        return [0, 0, .. Length(name.Length + 5), .. Length(name.Length + 3), 0, .. Length(name.Length), .. name];
    }

    private static byte[] Length(int length)
    {
        var octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)length);
        return octets;
    }
}
