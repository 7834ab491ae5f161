using System.Globalization;
using System.Text;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Answers to EHLO, as the world's servers give them.</summary>
internal static class SmtpReplies
{
    private static readonly string[] Capabilities =
    [
        "PIPELINING", "8BITMIME", "STARTTLS", "ENHANCEDSTATUSCODES", "DSN", "SMTPUTF8", "CHUNKING", "VRFY", "ETRN", "HELP", "BINARYMIME",
        "X-ANONYMOUSTLS", "X-EXPS GSSAPI NTLM", "XCLIENT NAME ADDR PROTO HELO", "REQUIRETLS", "EXPN", "TURN", "DELIVERBY", "NO-SOLICITING",
        "LIMITS RCPTMAX=1000 MAILMAX=10", "BURL imap", "FUTURERELEASE 2592000 2026-12-31T00:00:00Z", "X-RCPTLIMIT 100",
            "XFORWARD NAME ADDR",
    ];

    private static readonly string[] Mechanisms =
        ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "GSSAPI", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-1", "SCRAM-SHA-256"];

    private static readonly string[] Domains = [
        "example.com", "example.org", "mail.example.net", "mx.example.co.uk", "outbound.example.de"];

    public static Reply Make(Dice dice)
    {
        var lines = new List<string> { Greeting(dice) };
        if (!dice.OneIn(40))
            lines.AddRange(Offers(dice));
        var reply = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
            reply.Append("250").Append(i == lines.Count - 1 ? ' ' : '-').Append(lines[i]).Append("\r\n");
        return new Reply(Encoding.Latin1.GetBytes(reply.ToString()));
    }

    private static string Greeting(Dice dice)
    {
        var name = $"{dice.Word(2, 12)}.{dice.Pick<string>(Domains)}";
        return dice.Next(4) switch
        {
            0 => $"{name} Hello client.example [192.0.2.{dice.Next(1, 254)}]",
            1 => $"{name} at your service, [2001:db8::{dice.Next(1, 9999).ToString("x", CultureInfo.InvariantCulture)}]",
            _ => name,
        };
    }

    private static string[] Offers(Dice dice)
    {
        var offers = Capabilities.AsSpan().ToArray();
        dice.Shuffle(offers);
        var chosen = offers[..dice.Next(4, 12)].ToList();
        if (!dice.OneIn(5))
            chosen.Add(
                dice.OneIn(4) ? "SIZE" : $"SIZE {dice.Pick<string>(["10240000", "35882577", "52428800", "157286400", "0", "26214400"])}");
        if (!dice.OneIn(3))
        {
            var mechanisms = Mechanisms.AsSpan().ToArray();
            dice.Shuffle(mechanisms);
            chosen.Add("AUTH " + string.Join(' ', mechanisms[..dice.Next(1, 5)]));
        }

        if (dice.OneIn(6))
            chosen.Add($"X-{dice.Word(3, 14, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}");
        if (dice.OneIn(12))
            chosen = [.. chosen.Select(offer => offer.ToLowerInvariant())];
        var order = chosen.ToArray();
        dice.Shuffle(order);
        return order;
    }
}
