using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>Tells known capabilities by hand: by length and first letter, then by comparison.</summary>
internal static class KnownImapWords
{
    public static ImapCapability Find(ReadOnlySpan<byte> word) => word.Length switch
    {
        2 => Is(word, "ID"u8, ImapCapability.Id),
        3 => Is(word, "ACL"u8, ImapCapability.Acl),
        4 => (char)(word[0] & 0xDF) switch
        {
            'A' => Is(word, "AUTH"u8, ImapCapability.Auth),
            'I' => Is(word, "IDLE"u8, ImapCapability.Idle),
            'M' => Is(word, "MOVE"u8, ImapCapability.Move),
            'S' => Is(word, "SORT"u8, ImapCapability.Sort),
            'U' => Is(word, "UTF8"u8, ImapCapability.Utf8),
            _ => ImapCapability.Unknown,
        },
        5 => (char)(word[0] & 0xDF) switch
        {
            'E' => Is(word, "ESORT"u8, ImapCapability.Esort),
            'Q' => Is(word, "QUOTA"u8, ImapCapability.Quota),
            _ => ImapCapability.Unknown,
        },
        6 => (char)(word[0] & 0xDF) switch
        {
            'B' => Is(word, "BINARY"u8, ImapCapability.Binary),
            'E' => Is(word, "ENABLE"u8, ImapCapability.Enable),
            'N' => Is(word, "NOTIFY"u8, ImapCapability.Notify),
            'R' => Is(word, "RIGHTS"u8, ImapCapability.Rights),
            'S' => Is(word, "SEARCH"u8, ImapCapability.Search) | Is(word, "STATUS"u8, ImapCapability.Status),
            'T' => Is(word, "THREAD"u8, ImapCapability.Thread),
            'W' => Is(word, "WITHIN"u8, ImapCapability.Within),
            _ => ImapCapability.Unknown,
        },
        7 => (char)(word[0] & 0xDF) switch
        {
            'C' => Is(word, "CONTEXT"u8, ImapCapability.Context) | Is(word, "CONVERT"u8, ImapCapability.Convert),
            'E' => Is(word, "ESEARCH"u8, ImapCapability.Esearch),
            'F' => Is(word, "FILTERS"u8, ImapCapability.Filters),
            'P' => Is(word, "PARTIAL"u8, ImapCapability.Partial) | Is(word, "PREVIEW"u8, ImapCapability.Preview),
            'Q' => Is(word, "QRESYNC"u8, ImapCapability.QResync),
            'R' => Is(word, "REPLACE"u8, ImapCapability.Replace),
            'S' => Is(word, "SASL-IR"u8, ImapCapability.SaslIr),
            'U' => Is(word, "UIDONLY"u8, ImapCapability.UidOnly) | Is(word, "UIDPLUS"u8, ImapCapability.UidPlus) | Is(
                word, "URLAUTH"u8, ImapCapability.UrlAuth),
            _ => ImapCapability.Unknown,
        },
        8 => (char)(word[0] & 0xDF) switch
        {
            'C' => Is(word, "CATENATE"u8, ImapCapability.Catenate) | Is(word, "CHILDREN"u8, ImapCapability.Children) | Is(
                word, "COMPRESS"u8, ImapCapability.Compress),
            'L' => Is(word, "LANGUAGE"u8, ImapCapability.Language) | Is(word, "LITERAL+"u8, ImapCapability.LiteralPlus) | Is(
                word, "LITERAL-"u8, ImapCapability.LiteralMinus),
            'M' => Is(word, "METADATA"u8, ImapCapability.Metadata),
            'O' => Is(word, "OBJECTID"u8, ImapCapability.ObjectId),
            'Q' => Is(word, "QUOTASET"u8, ImapCapability.QuotaSet),
            'S' => Is(word, "SAVEDATE"u8, ImapCapability.SaveDate) | Is(word, "STARTTLS"u8, ImapCapability.StartTls),
            'U' => Is(word, "UNSELECT"u8, ImapCapability.Unselect),
            _ => ImapCapability.Unknown,
        },
        9 => (char)(word[0] & 0xDF) switch
        {
            'C' => Is(word, "CONDSTORE"u8, ImapCapability.CondStore),
            'I' => Is(word, "I18NLEVEL"u8, ImapCapability.I18nLevel) | Is(word, "IMAP4REV1"u8, ImapCapability.Imap4Rev1) | Is(
                word, "IMAP4REV2"u8, ImapCapability.Imap4Rev2) | Is(word, "IMAPSIEVE"u8, ImapCapability.ImapSieve),
            'N' => Is(word, "NAMESPACE"u8, ImapCapability.Namespace),
            'S' => Is(word, "SAVELIMIT"u8, ImapCapability.SaveLimit) | Is(word, "SEARCHRES"u8, ImapCapability.SearchRes),
            _ => ImapCapability.Unknown,
        },
        10 => (char)(word[0] & 0xDF) switch
        {
            'I' => Is(word, "INPROGRESS"u8, ImapCapability.InProgress),
            'J' => Is(word, "JMAPACCESS"u8, ImapCapability.JmapAccess),
            'U' => Is(word, "UIDBATCHES"u8, ImapCapability.UidBatches),
            _ => ImapCapability.Unknown,
        },
        11 => (char)(word[0] & 0xDF) switch
        {
            'A' => Is(word, "APPENDLIMIT"u8, ImapCapability.AppendLimit),
            'L' => Is(word, "LIST-STATUS"u8, ImapCapability.ListStatus),
            'M' => Is(word, "MULTIAPPEND"u8, ImapCapability.MultiAppend) | Is(word, "MULTISEARCH"u8, ImapCapability.MultiSearch),
            'S' => Is(word, "SPECIAL-USE"u8, ImapCapability.SpecialUse),
            'U' => Is(word, "URL-PARTIAL"u8, ImapCapability.UrlPartial),
            _ => ImapCapability.Unknown,
        },
        12 => Is(word, "MESSAGELIMIT"u8, ImapCapability.MessageLimit),
        13 => (char)(word[0] & 0xDF) switch
        {
            'L' => Is(word, "LIST-EXTENDED"u8, ImapCapability.ListExtended) | Is(word, "LIST-METADATA"u8, ImapCapability.ListMetadata) | Is(
                word, "LIST-MYRIGHTS"u8, ImapCapability.ListMyrights) | Is(word, "LOGINDISABLED"u8, ImapCapability.LoginDisabled),
            _ => ImapCapability.Unknown,
        },
        14 => Is(word, "UNAUTHENTICATE"u8, ImapCapability.Unauthenticate),
        15 => (char)(word[0] & 0xDF) switch
        {
            'L' => Is(word, "LOGIN-REFERRALS"u8, ImapCapability.LoginReferrals),
            'M' => Is(word, "METADATA-SERVER"u8, ImapCapability.MetadataServer),
            _ => ImapCapability.Unknown,
        },
        17 => Is(word, "MAILBOX-REFERRALS"u8, ImapCapability.MailboxReferrals),
        18 => Is(word, "CREATE-SPECIAL-USE"u8, ImapCapability.CreateSpecialUse),
        21 => Is(word, "ANNOTATE-EXPERIMENT-1"u8, ImapCapability.AnnotateExperiment1),
        _ => ImapCapability.Unknown,
    };

    private static ImapCapability Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known, ImapCapability capability) =>
        Ascii.EqualsIgnoreCase(word, known) ? capability : ImapCapability.Unknown;
}
