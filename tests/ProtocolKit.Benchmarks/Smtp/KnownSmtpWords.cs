using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>Tells known capabilities by hand: by length and first letter, then by comparison.</summary>
internal static class KnownSmtpWords
{
    public static SmtpCapability Find(ReadOnlySpan<byte> word) => word.Length switch
    {
        3 => Is(word, "DSN"u8, SmtpCapability.Dsn),
        4 => (char)(word[0] & 0xDF) switch
        {
            'A' => Is(word, "ATRN"u8, SmtpCapability.Atrn) | Is(word, "AUTH"u8, SmtpCapability.Auth),
            'B' => Is(word, "BURL"u8, SmtpCapability.Burl),
            'E' => Is(word, "ETRN"u8, SmtpCapability.Etrn) | Is(word, "EXPN"u8, SmtpCapability.Expn),
            'H' => Is(word, "HELP"u8, SmtpCapability.Help),
            'M' => Is(word, "MTRK"u8, SmtpCapability.Mtrk),
            'O' => Is(word, "ONEX"u8, SmtpCapability.Onex),
            'R' => Is(word, "RRVS"u8, SmtpCapability.Rrvs),
            'S' => Is(word, "SAML"u8, SmtpCapability.Saml) | Is(word, "SEND"u8, SmtpCapability.Send) | Is(
                word, "SIZE"u8, SmtpCapability.Size) | Is(word, "SOML"u8, SmtpCapability.Soml),
            'T' => Is(word, "TURN"u8, SmtpCapability.Turn),
            'V' => Is(word, "VERB"u8, SmtpCapability.Verb) | Is(word, "VRFY"u8, SmtpCapability.Vrfy),
            _ => SmtpCapability.Unknown,
        },
        6 => (char)(word[0] & 0xDF) switch
        {
            'C' => Is(word, "CONNEG"u8, SmtpCapability.Conneg),
            'L' => Is(word, "LIMITS"u8, SmtpCapability.Limits),
            _ => SmtpCapability.Unknown,
        },
        7 => Is(word, "CONPERM"u8, SmtpCapability.Conperm),
        8 => (char)(word[0] & 0xDF) switch
        {
            (char)0x18 => Is(word, "8BITMIME"u8, SmtpCapability.N8BitMime),
            'C' => Is(word, "CHUNKING"u8, SmtpCapability.Chunking),
            'S' => Is(word, "SMTPUTF8"u8, SmtpCapability.SmtpUtf8) | Is(word, "STARTTLS"u8, SmtpCapability.StartTls),
            _ => SmtpCapability.Unknown,
        },
        9 => (char)(word[0] & 0xDF) switch
        {
            'D' => Is(word, "DELIVERBY"u8, SmtpCapability.DeliverBy),
            'S' => Is(word, "SUBMITTER"u8, SmtpCapability.Submitter),
            _ => SmtpCapability.Unknown,
        },
        10 => (char)(word[0] & 0xDF) switch
        {
            'B' => Is(word, "BINARYMIME"u8, SmtpCapability.BinaryMime),
            'C' => Is(word, "CHECKPOINT"u8, SmtpCapability.Checkpoint),
            'P' => Is(word, "PIPELINING"u8, SmtpCapability.Pipelining),
            'R' => Is(word, "REQUIRETLS"u8, SmtpCapability.RequireTls),
            _ => SmtpCapability.Unknown,
        },
        11 => Is(word, "MT-PRIORITY"u8, SmtpCapability.MtPriority),
        13 => (char)(word[0] & 0xDF) switch
        {
            'F' => Is(word, "FUTURERELEASE"u8, SmtpCapability.FutureRelease),
            'N' => Is(word, "NO-SOLICITING"u8, SmtpCapability.NoSoliciting),
            _ => SmtpCapability.Unknown,
        },
        19 => Is(word, "ENHANCEDSTATUSCODES"u8, SmtpCapability.EnhancedStatusCodes),
        _ => SmtpCapability.Unknown,
    };

    private static SmtpCapability Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known, SmtpCapability capability) =>
        Ascii.EqualsIgnoreCase(word, known) ? capability : SmtpCapability.Unknown;
}
