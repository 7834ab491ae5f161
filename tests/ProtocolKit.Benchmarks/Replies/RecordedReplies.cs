using System.Text;
using ProtocolKit.Testing;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>The replies in the recorded transcripts.</summary>
internal static class RecordedReplies
{
    private const string FeaturesStart = "<stream:features>";
    private const string FeaturesEnd = "</stream:features>";

    public static IEnumerable<Reply> Smtp()
    {
        foreach (var lines in Sections("postfix-smtp").Concat(Sections("postfix-submission")))
        {
            var reply = new StringBuilder();
            foreach (var line in lines)
            {
                reply.Append(line.StartsWith("250", StringComparison.Ordinal) ? line : "");
                if (!line.StartsWith("250-", StringComparison.Ordinal))
                {
                    if (reply.Length > 0 && reply.ToString().StartsWith("250-", StringComparison.Ordinal))
                        yield return Text(reply.ToString());
                    reply.Clear();
                }
            }
        }
    }

    public static IEnumerable<Reply> Imap() =>
        Sections("dovecot-imap").SelectMany(lines => lines)
            .Where(line => line.StartsWith("* CAPABILITY ", StringComparison.Ordinal)).Select(line => Text(line));

    public static IEnumerable<Reply> Xmpp()
    {
        foreach (var text in Sections("prosody-xmpp-c2s").SelectMany(lines => lines))
        {
            var start = text.IndexOf(FeaturesStart, StringComparison.Ordinal);
            var end = text.IndexOf(FeaturesEnd, StringComparison.Ordinal);
            if (start >= 0 && end >= 0)
                yield return Text(text[start..(end + FeaturesEnd.Length)]);
        }
    }

    /// <summary>Extended responses (RFC 4511, 4.12) of short form, whole in one line of the transcript.</summary>
    public static IEnumerable<Reply> Ldap() =>
        Sections("slapd-ldap").SelectMany(lines => lines)
            .Where(text => text.Length > 6 && text[0] == '0' && text[1] == text.Length - 2 && text[5] == 'x' && text[9] != 0)
            .Select(text => Text(text, text[4]));

    private static IEnumerable<IEnumerable<string>> Sections(string name)
    {
        using var stream = typeof(RecordedReplies).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no transcript {name}.");
        using var reader = new StreamReader(stream);
        return Transcript.Parse(reader.ReadToEnd()).Sections.Select(section => section.Lines
            .Where(line => line.Kind == TranscriptLineKind.Server)
            .Select(line => Encoding.Latin1.GetString(line.Octets.Span)));
    }

    private static Reply Text(string text, long id = 0) => new(Encoding.Latin1.GetBytes(text), id);
}
