namespace ProtocolKit.Testing;

/// <summary>What almost is the message that starts TLS, and what the peer might say in its place.</summary>
internal static class NearMissAttacks
{
    private const int MaxPlaces = 120;
    private const int Draws = 3;

    public static IEnumerable<Attack> Make(AttackTarget target, HonestDialogue honest)
    {
        if (honest.Last < 0)
            yield break;
        var (last, sample) = honest.Clear[honest.Last];
        foreach (var place in HonestDialogue.Spread(0, sample.Length - 1, MaxPlaces))
        {
            foreach (var change in (Func<byte, byte>[])[octet => (byte)(octet ^ 1), octet => (byte)(octet ^ 0x20), octet =>
                (byte)(octet + 1), _ => 0, _ => (byte)'\n', _ => 0xFF])
                yield return Change("with one octet changed", octets => Replaced(octets, place, change));
            yield return Change("with one octet left out", octets => [.. octets[..place], .. octets[Math.Min(place + 1, octets.Length)..]]);
            yield return Change("with one octet twice", octets => [.. octets[..place], .. octets[place..Math.Min(place + 1,
                octets.Length)], .. octets[place..]]);
            yield return Change("cut short", octets => octets[..place]);
        }

        foreach (var end in (string[])["\n", "\r", "\r\r\n", "\n\r", "\0\r\n", "\r\0\n", "\n\n"])
        {
            if (sample.AsSpan().IndexOf("\r\n"u8) >= 0)
                yield return Change("with other line ends", octets => Replaced(octets, end));
        }

        yield return Change("in other case", octets => [.. octets.Select(octet => char.IsAsciiLetter((char)octet)
            ? (byte)(octet ^ 0x20) : octet)]);
        yield return Change("of another connection", _ => sample);
        foreach (var message in target.Readable)
        {
            for (var i = 0; i < Draws; i++)
            {
                var seed = target.Options.Seed + i;
                yield return new Attack(AttackFamily.NearMiss, $"'{message.Name}' in place of '{last}'",
                    turn => turn.Index == honest.Last && turn.Encounter.Draw(message, seed) is { } octets
                        ? [new Segment(octets)] : turn.Unchanged);
            }
        }

        Attack Change(string how, Func<byte[], byte[]> change) => new(AttackFamily.NearMiss, $"'{last}' {how}",
            turn => turn.Index == honest.Last ? [new Segment(change(turn.Octets))] : turn.Unchanged);
    }

    private static byte[] Replaced(byte[] octets, int place, Func<byte, byte> change) =>
        place < octets.Length ? [.. octets[..place], change(octets[place]), .. octets[(place + 1)..]] : octets;

    private static byte[] Replaced(byte[] octets, string lineEnd)
    {
        var result = new List<byte>();
        for (var rest = octets.AsSpan(); rest.Length > 0;)
        {
            var end = rest.IndexOf("\r\n"u8);
            result.AddRange(end < 0 ? rest : rest[..end]);
            if (end < 0)
                break;
            result.AddRange(lineEnd.Select(character => (byte)character));
            rest = rest[(end + 2)..];
        }

        return [.. result];
    }
}
