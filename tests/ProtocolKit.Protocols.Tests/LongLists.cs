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

    /// <summary>The status and the records, as text.</summary>
    public static string Read(string protocol, ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        switch (protocol)
        {
            case "smtp":
                text.Append(Smtp.Features.TryParse(octets, out var features, out _));
                foreach (var offer in features.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "imap":
                text.Append(Imap.Capabilities.TryParse(octets, out var capabilities, out _));
                foreach (var offer in capabilities.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "pop3":
                text.Append(Pop3.Capabilities.TryParse(octets, out var pop3, out _));
                foreach (var offer in pop3.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "nntp":
                text.Append(Nntp.Capabilities.TryParse(octets, out var nntp, out _));
                foreach (var offer in nntp.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            default:
                text.Append(Ftp.Features.TryParse(octets, out var ftp, out _));
                foreach (var offer in ftp.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
        }

        return text.ToString();

        void Add(ReadOnlySpan<byte> word, ReadOnlySpan<byte> rest) =>
            text.Append('|').Append(Encoding.ASCII.GetString(word)).Append(' ').Append(Encoding.ASCII.GetString(rest));
    }

    /// <summary>What is said of octets that arrive one by one.</summary>
    public static OperationStatus Trickle(string protocol, ReadOnlySpan<byte> octets)
    {
        var cursor = default(ScanCursor);
        var status = OperationStatus.NeedMoreData;
        for (var length = 0; length <= octets.Length && status == OperationStatus.NeedMoreData; length++)
        {
            var part = octets[..length];
            status = protocol switch
            {
                "smtp" => Smtp.Features.Scan(ref cursor, part),
                "imap" => Imap.Capabilities.Scan(ref cursor, part),
                "pop3" => Pop3.Capabilities.Scan(ref cursor, part),
                "nntp" => Nntp.Capabilities.Scan(ref cursor, part),
                _ => Ftp.Features.Scan(ref cursor, part),
            };
        }

        return status;
    }
}
