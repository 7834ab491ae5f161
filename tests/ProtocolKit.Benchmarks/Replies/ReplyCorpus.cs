using System.Text;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Replies of one kind: those that were recorded from real servers, and as many made ones as it takes. They are the same in every
/// run, all different, and so many that no branch predictor learns them.</summary>
internal sealed class ReplyCorpus
{
    public const int Count = 2048;

    private const int Seed = 20260729;

    public static readonly ReplyCorpus Smtp = Create(RecordedReplies.Smtp(), SmtpReplies.Make);
    public static readonly ReplyCorpus Imap = Create(RecordedReplies.Imap(), ImapReplies.Make);
    public static readonly ReplyCorpus Xmpp = Create(RecordedReplies.Xmpp(), XmppReplies.Make);
    public static readonly ReplyCorpus Ldap = Create(RecordedReplies.Ldap(), LdapReplies.Make);

    private ReplyCorpus(Reply[] replies) => Replies = replies;

    public Reply[] Replies { get; }

    public double AverageLength => Replies.Average(reply => reply.Octets.Length);

    private static ReplyCorpus Create(IEnumerable<Reply> recorded, Func<Dice, Reply> make)
    {
        var dice = new Dice(Seed);
        var seen = new HashSet<string>();
        var replies = recorded.Where(reply => seen.Add(Encoding.Latin1.GetString(reply.Octets))).ToList();
        while (replies.Count < Count)
        {
            var reply = make(dice);
            if (seen.Add(Encoding.Latin1.GetString(reply.Octets)))
                replies.Add(reply);
        }

        var shuffled = replies.ToArray();
        dice.Shuffle(shuffled);
        return new ReplyCorpus(shuffled);
    }
}
