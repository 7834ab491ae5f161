using System.Text;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Extended responses (RFC 4511, 4.12).</summary>
internal static class LdapReplies
{
    private static readonly string[] Reasons =
    [
        "", "", "", "unsupported extended operation", "TLS already started", "confidentiality required", "no request data expected",
        "cannot start TLS when operations are outstanding", "Error initializing SSL/TLS",
            "00002028: LdapErr: DSID-0C090E17, comment: error",
    ];

    private static readonly byte[] Codes = [1, 2, 8, 13, 53, 80];

    public static Reply Make(Dice dice)
    {
        var id = dice.Next(3) switch { 0 => dice.Next(1, 127), 1 => dice.Next(128, 32767), _ => dice.Next(1, int.MaxValue - 1) };
        var reason = dice.Pick<string>(Reasons);
        if (dice.OneIn(4))
            reason += $" (session {dice.Word(4, 24)})";
        if (dice.OneIn(12))
            reason += new string('.', dice.Next(90, 160));
        byte[] contents =
        [
            .. Element(0x0A, [dice.Pick<byte>(Codes)]),
            .. Element(0x04, dice.OneIn(8) ? Encoding.ASCII.GetBytes("dc=example,dc=" + dice.Word(2, 8)) : []),
            .. Element(0x04, Encoding.ASCII.GetBytes(reason)),
            .. dice.OneIn(8) ? Element(0xA3, Element(0x04, Encoding.ASCII.GetBytes("ldap://ldap.example/"))) : [],
            .. dice.OneIn(2) ? Element(0x8A, Encoding.ASCII.GetBytes("1.3.6.1.4.1.1466.20037")) : [],
            .. dice.OneIn(16) ? Element(0x8B, []) : [],
        ];
        byte[] controls = dice.OneIn(16) ? Element(0xA0, Element(0x30, Element(0x04, Encoding.ASCII.GetBytes("1.2.840.113556.1.4.319"))))
            : [];
        return new Reply(Element(0x30, [.. Element(0x02, Number(id)), .. Element(0x78, contents, dice), .. controls], dice), id);
    }

    /// <summary>Some servers write every outer length in four octets.</summary>
    private static byte[] Element(byte tag, byte[] contents, Dice? dice = null)
    {
        var length = contents.Length;
        if (dice is not null && dice.OneIn(10))
            return [tag, 0x84, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. contents];
        return length switch
        {
            < 0x80 => [tag, (byte)length, .. contents],
            < 0x100 => [tag, 0x81, (byte)length, .. contents],
            _ => [tag, 0x82, (byte)(length >> 8), (byte)length, .. contents],
        };
    }

    private static byte[] Number(int value)
    {
        byte[] octets = [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        var skipped = 0;
        while (skipped < 3 && octets[skipped] == 0 && octets[skipped + 1] < 0x80)
            skipped++;
        return octets[skipped..];
    }
}
