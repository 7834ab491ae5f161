using System.Collections.Frozen;

namespace ProtocolKit.LanguageServer.Words;

/// <summary>The core rules as RFC 5234, appendix B.1, writes them.</summary>
internal static class CoreRuleTexts
{
    public static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>
    {
        ["ALPHA"] = "%x41-5A / %x61-7A",
        ["BIT"] = "\"0\" / \"1\"",
        ["CHAR"] = "%x01-7F",
        ["CR"] = "%x0D",
        ["CRLF"] = "CR LF",
        ["CTL"] = "%x00-1F / %x7F",
        ["DIGIT"] = "%x30-39",
        ["DQUOTE"] = "%x22",
        ["HEXDIG"] = "DIGIT / \"A\" / \"B\" / \"C\" / \"D\" / \"E\" / \"F\"",
        ["HTAB"] = "%x09",
        ["LF"] = "%x0A",
        ["LWSP"] = "*( WSP / CRLF WSP )",
        ["OCTET"] = "%x00-FF",
        ["SP"] = "%x20",
        ["VCHAR"] = "%x21-7E",
        ["WSP"] = "SP / HTAB",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
