using System.Buffers.Binary;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The first message of an RDP client inside TLS (MS-RDPBCGR, 2.2.1.3): settings in a GCC Conference Create Request in
/// BER.</summary>
internal static class McsConnectInitial
{
    private static readonly byte[] TargetParameters = [
        0x30, 0x1A, 2, 1, 34, 2, 1, 2, 2, 1, 0, 2, 1, 1, 2, 1, 0, 2, 1, 1, 2, 3, 0, 0xFF, 0xFF, 2, 1, 2];
    private static readonly byte[] MinimumParameters = [
        0x30, 0x19, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 0, 2, 1, 1, 2, 2, 4, 0x20, 2, 1, 2];
    private static readonly byte[] MaximumParameters =
        [0x30, 0x20, 2, 3, 0, 0xFF, 0xFF, 2, 3, 0, 0xFC, 0x17, 2, 3, 0, 0xFF, 0xFF, 2, 1, 1, 2, 1, 0, 2, 1, 1, 2, 3, 0, 0xFF, 0xFF, 2, 1,
            2];

    /// <summary>Writes it.</summary>
    /// <param name="selectedProtocol">What the server has chosen, which the client repeats.</param>
    public static byte[] Create(byte selectedProtocol)
    {
        byte[] settings = [.. Core(selectedProtocol), 2, 0xC0, 12, 0, .. new byte[8]];
        byte[] conference =
            [0, 5, 0, 0x14, 0x7C, 0, 1, .. Packed(settings.Length + 14), 0, 8, 0, 0x10, 0, 1, 0xC0, 0, .. "Duca"u8,
                .. Packed(settings.Length), .. settings];
        byte[] contents =
            [4, 1, 1, 4, 1, 1, 1, 1, 0xFF, .. TargetParameters, .. MinimumParameters, .. MaximumParameters, 4, 0x82,
                .. Big(conference.Length), .. conference];
        byte[] data = [2, 0xF0, 0x80, 0x7F, 0x65, 0x82, .. Big(contents.Length), .. contents];
        return [3, 0, .. Big(data.Length + 4), .. data];
    }

    /// <summary>Client Core Data (2.2.1.3.2): RDP 5, a small desktop, and nothing special.</summary>
    private static byte[] Core(byte selectedProtocol)
    {
        var core = new byte[216];
        byte[] head = [1, 0xC0, 216, 0, 4, 0, 8, 0, 0x40, 1, 0xF0, 0, 1, 0xCA, 3, 0xAA, 9, 4, 0, 0];
        head.CopyTo(core, 0);
        core[56] = 4;
        core[64] = 12;
        byte[] colours = [1, 0xCA, 1, 0, 0, 0, 0, 0, 0x18, 0, 0x0F, 0, 1, 0];
        colours.CopyTo(core, 132);
        core[212] = selectedProtocol;
        return core;
    }

    private static byte[] Big(int number)
    {
        var octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)number);
        return octets;
    }

    /// <summary>A length in the packed encoding rules of ASN.1, in two octets.</summary>
    private static byte[] Packed(int length) => Big(length | 0x8000);
}
