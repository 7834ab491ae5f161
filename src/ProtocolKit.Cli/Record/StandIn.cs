namespace ProtocolKit.Cli;

/// <summary>What stands in a secret's place: as many octets, so that sizes around it stay right. Which octets the grammar allows there, a
/// replay tells.</summary>
internal sealed class StandIn
{
    private readonly Func<byte, byte> _replace;

    private StandIn(Func<byte, byte> replace) => _replace = replace;

    /// <summary>Letters for letters, digits for digits; all else stays.</summary>
    public static StandIn Shape { get; } = new(octet => (char)octet switch
    {
        >= '0' and <= '9' => (byte)'0',
        >= 'a' and <= 'z' => (byte)'x',
        >= 'A' and <= 'Z' => (byte)'X',
        >= '\x80' => (byte)'x',
        _ => octet,
    });

    /// <summary>All of them, those that show least first.</summary>
    public static IReadOnlyList<StandIn> All { get; } = [new(_ => (byte)'x'), new(_ => (byte)'0'), new(_ => (byte)'1'), Shape];

    public byte[] For(ReadOnlySpan<byte> secret)
    {
        var result = secret.ToArray();
        for (var i = 0; i < result.Length; i++)
            result[i] = _replace(result[i]);
        return result;
    }
}
