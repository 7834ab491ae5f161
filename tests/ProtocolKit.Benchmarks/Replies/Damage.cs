namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Replies that are cut or changed, to see that readers refuse and want more alike.</summary>
internal static class Damage
{
    private static readonly byte[] Unusual =
        [0, 9, 10, 13, (byte)' ', (byte)'-', (byte)'"', (byte)'\'', (byte)'<', (byte)'>', (byte)'/', (byte)'&', (byte)';', (byte)':',
            (byte)'=',
         (byte)'2', (byte)'5', (byte)'0', (byte)'*', (byte)'a', (byte)'A', 0x04, 0x0A, 0x30, 0x78, 0x80, 0x84, 0xA3, 0x8A, 0x8B, 0x7F,
             0xC3, 0xFF];

    public static Reply Cut(Reply reply, Dice dice) => reply.With(reply.Octets[..dice.Next(reply.Octets.Length)].ToArray());

    public static Reply Change(Reply reply, Dice dice)
    {
        var octets = reply.Octets.ToArray().ToList();
        for (var changes = dice.Next(1, 3); changes > 0 && octets.Count > 1; changes--)
        {
            var place = dice.Next(octets.Count);
            switch (dice.Next(5))
            {
                case 0:
                    octets.RemoveAt(place);
                    break;
                case 1:
                    octets.Insert(place, dice.Pick<byte>(Unusual));
                    break;
                case 2:
                    octets[place] ^= (byte)(1 << dice.Next(8));
                    break;
                case 3:
                    octets.InsertRange(place, octets.GetRange(place, Math.Min(dice.Next(1, 24), octets.Count - place)));
                    break;
                default:
                    octets[place] = dice.Pick<byte>(Unusual);
                    break;
            }
        }

        if (dice.OneIn(4))
            octets.AddRange("250 more\r\n"u8);
        return reply.With([.. octets]);
    }
}
