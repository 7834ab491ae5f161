using System.Buffers;
using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Messages with lists that are read many octets at once.</summary>
internal static class LongLists
{
    private const string Words = "STARTTLS|SIZE 10240000|8BITMIME|AUTH PLAIN LOGIN CRAM-MD5|ENHANCEDSTATUSCODES|X|"
        + "PIPELINING|DSN|x-unknown-word-of-more-than-16 y";

    /// <summary>The protocols, with a message of each.</summary>
    public static TheoryData<string, string> All => new()
    {
        { "smtp", "250-mail.example.org greets you\r\n250-" + Words.Replace("|", "\r\n250-") + "\r\n250 HELP\r\n" },
        { "imap", "* CAPABILITY IMAP4rev1 " + Words.Replace(' ', '=').Replace('|', ' ') + " IDLE\r\n" },
        { "pop3", "+OK Capabilities\r\n" + Words.Replace("|", "\r\n") + "\r\n.\r\n" },
        { "nntp", "101 Capabilities\r\nVERSION 2\r\n" + Words.Replace("|", "\r\n") + "\r\n.\r\n" },
        { "ftp", "211-Features\r\n " + Words.Replace("|", "\r\n ") + "\r\n211 End\r\n" },
    };

    /// <summary>A message with a list.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="words">What is listed; one at least.</param>
    public static string Of(string protocol, params IReadOnlyList<string> words) => protocol switch
    {
        "smtp" => string.Concat(words.SkipLast(1).Prepend("mail.example.org").Select(word => $"250-{word}\r\n")) + $"250 {words[^1]}\r\n",
        "imap" => $"* CAPABILITY {string.Join(' ', words.Select(word => word.Replace(' ', '=')))}\r\n",
        "pop3" => $"+OK\r\n{string.Concat(words.Select(word => word + "\r\n"))}.\r\n",
        "nntp" => $"101 list\r\n{string.Concat(words.Select(word => word + "\r\n"))}.\r\n",
        _ => $"211-Features\r\n{string.Concat(words.Select(word => $" {word}\r\n"))}211 End\r\n",
    };

    /// <summary>What is said of octets that arrive at once: the status, the known words and the records, as text.</summary>
    public static string Read(string protocol, ReadOnlySpan<byte> octets) => Read(protocol, octets, octets.Length);

    /// <summary>What is said of octets that arrive one by one.</summary>
    public static string Trickle(string protocol, ReadOnlySpan<byte> octets) => Read(protocol, octets, 0);

    /// <summary>What is said of octets of which some arrive first, and the others at once.</summary>
    public static string ReadInTwo(string protocol, ReadOnlySpan<byte> octets, int first) => Read(protocol, octets, first, octets.Length);

    private delegate string Showing<TMessage>(TMessage message)
        where TMessage : allows ref struct;

    private static string Read(string protocol, ReadOnlySpan<byte> octets, int first, int then = 0) => protocol switch
    {
        "smtp" => Read<Smtp.Features>(octets, first, then, Show),
        "imap" => Read<Imap.Capabilities>(octets, first, then, Show),
        "pop3" => Read<Pop3.Capabilities>(octets, first, then, Show),
        "nntp" => Read<Nntp.Capabilities>(octets, first, then, Show),
        _ => Read<Ftp.Features>(octets, first, then, Show),
    };

    private static string Read<TMessage>(ReadOnlySpan<byte> octets, int first, int then, Showing<TMessage> show)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        var cursor = default(ScanCursor);
        var status = OperationStatus.NeedMoreData;
        for (var length = first; length <= octets.Length && status == OperationStatus.NeedMoreData; length = Math.Max(length + 1, then))
            status = TMessage.Scan(ref cursor, octets[..length]);
        return status == OperationStatus.Done ? $"{status}: {show(TMessage.Create(octets[..cursor.Position], ref cursor))}" : $"{status}";
    }

    private static string Show(Smtp.Features message)
    {
        var text = new StringBuilder();
        foreach (var word in Enum.GetValues<SmtpCapability>())
            text.Append(message.Has(word) ? $"{word} " : "");
        foreach (var offer in message.Offers)
            Add(text, offer.Capability, offer.Argument);
        return text.ToString();
    }

    private static string Show(Imap.Capabilities message)
    {
        var text = new StringBuilder();
        foreach (var word in Enum.GetValues<ImapCapability>())
            text.Append(message.Has(word) ? $"{word} " : "");
        foreach (var offer in message.Offers)
            Add(text, offer.Capability, offer.Argument);
        return text.ToString();
    }

    private static string Show(Pop3.Capabilities message)
    {
        var text = new StringBuilder();
        foreach (var word in Enum.GetValues<Pop3Capability>())
            text.Append(message.Has(word) ? $"{word} " : "");
        foreach (var offer in message.Offers)
            Add(text, offer.Capability, offer.Argument);
        return text.ToString();
    }

    private static string Show(Nntp.Capabilities message)
    {
        var text = new StringBuilder();
        foreach (var word in Enum.GetValues<NntpCapability>())
            text.Append(message.Has(word) ? $"{word} " : "");
        foreach (var offer in message.Offers)
            Add(text, offer.Capability, offer.Argument);
        return text.ToString();
    }

    private static string Show(Ftp.Features message)
    {
        var text = new StringBuilder();
        foreach (var word in Enum.GetValues<FtpCapability>())
            text.Append(message.Has(word) ? $"{word} " : "");
        foreach (var offer in message.Offers)
            Add(text, offer.Capability, offer.Argument);
        return text.ToString();
    }

    private static void Add(StringBuilder text, ReadOnlySpan<byte> word, ReadOnlySpan<byte> rest) =>
        text.Append('|').Append(Encoding.ASCII.GetString(word)).Append(' ').Append(Encoding.ASCII.GetString(rest));
}
