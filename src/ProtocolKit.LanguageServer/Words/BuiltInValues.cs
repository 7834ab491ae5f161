using System.Collections.Frozen;

namespace ProtocolKit.LanguageServer.Words;

/// <summary>Names of values that the language gives a meaning.</summary>
internal static class BuiltInValues
{
    /// <summary>Those that exist without being defined.</summary>
    public static readonly FrozenDictionary<string, string> Hosts = new Dictionary<string, string>
    {
        ["host"] = "The name that the server's certificate must carry: letters, digits, `-`, `_`, `.` and `:`.",
        ["unicode-host"] = "The name that the server's certificate must carry, with U-labels, in UTF-8 (RFC 5890).",
        ["uri-host"] = "The name that the server's certificate must carry, as it stands in a URI (RFC 3986): an IPv6 address in brackets.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a value has this name because of what the language does with it.</summary>
    public static bool IsFixed(string name) => Hosts.ContainsKey(name);
}
