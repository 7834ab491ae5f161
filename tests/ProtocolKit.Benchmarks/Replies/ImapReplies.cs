using System.Text;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Answers to CAPABILITY, as the world's servers give them.</summary>
internal static class ImapReplies
{
    private static readonly string[] Capabilities =
    [
        "STARTTLS", "LOGINDISABLED", "AUTH=PLAIN", "AUTH=LOGIN", "AUTH=CRAM-MD5", "AUTH=XOAUTH2", "AUTH=SCRAM-SHA-256", "AUTH=GSSAPI",
            "SASL-IR",
        "ID", "IDLE", "ENABLE", "LITERAL+", "LITERAL-", "NAMESPACE", "QUOTA", "ACL", "RIGHTS=kxten", "UIDPLUS", "UNSELECT", "CHILDREN",
            "SORT",
        "SORT=DISPLAY", "THREAD=REFERENCES", "THREAD=ORDEREDSUBJECT", "MULTIAPPEND", "CATENATE", "CONDSTORE", "QRESYNC", "ESEARCH",
            "WITHIN",
        "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "CREATE-SPECIAL-USE", "COMPRESS=DEFLATE", "MOVE", "BINARY", "METADATA", "NOTIFY",
        "X-GM-EXT-1", "XLIST", "UTF8=ACCEPT", "APPENDLIMIT=35651584", "STATUS=SIZE", "OBJECTID", "PREVIEW=FUZZY", "SAVEDATE",
            "LOGIN-REFERRALS",
    ];

    public static Reply Make(Dice dice)
    {
        var names = Capabilities.AsSpan().ToArray();
        dice.Shuffle(names);
        var chosen = names[..dice.Next(5, 28)].Prepend(dice.OneIn(5) ? "IMAP4rev2" : "IMAP4rev1");
        if (dice.OneIn(6))
            chosen = chosen.Append($"X-{dice.Word(3, 14, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}");
        var keyword = dice.OneIn(20) ? "Capability" : "CAPABILITY";
        var end = dice.OneIn(10) ? " \r\n" : "\r\n";
        return new Reply(Encoding.Latin1.GetBytes($"* {keyword} {string.Join(' ', chosen)}{end}"));
    }
}
