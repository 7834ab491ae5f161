namespace ProtocolKit.Fuzzing.Seeds;

/// <summary>Octets of TLS in packets of a protocol.</summary>
internal static class Packets
{
    /// <summary>Puts octets into packets.</summary>
    public static byte[] Of(ProtocolDefinition protocol, ReadOnlySpan<byte> tls)
    {
        var writer = new OctetWriter(stackalloc byte[512]);
        try
        {
            for (; !tls.IsEmpty; tls = tls[Math.Min(tls.Length, protocol.TlsPacketCapacity)..])
                protocol.WriteTlsPacket(tls[..Math.Min(tls.Length, protocol.TlsPacketCapacity)], ref writer);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
