using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>The words of the language. They are keywords only as spelled here.</summary>
internal static class Keywords
{
    public const string Dialogue = "dialogue";
    public const string Any = "any";
    public const string Says = "says";
    public const string Tls = "TLS";

    public static readonly string[] Head =
        ["protocol", "rfc", "spec", "port", "tls", "alpn", "identity", "limit", "parameter", "fresh", "namespace"];

    public static readonly string[] Parts = [Dialogue, Any, Says];

    public static readonly string[] BerTypes =
        ["SEQUENCE", "SET", "INTEGER", "ENUMERATED", "BOOLEAN", "OCTETS", "APPLICATION", "CONTEXT"];

    /// <summary>The unsigned integers: how many octets, and whether the least one comes first.</summary>
    public static readonly IReadOnlyDictionary<string, (int Octets, bool LittleEndian)> UnsignedIntegers =
        new Dictionary<string, (int, bool)>
        {
            ["uint8"] = (1, false),
            ["uint16"] = (2, false),
            ["uint24"] = (3, false),
            ["uint32"] = (4, false),
            ["uint64"] = (8, false),
            ["uint16le"] = (2, true),
            ["uint24le"] = (3, true),
            ["uint32le"] = (4, true),
            ["uint64le"] = (8, true),
        };

    /// <summary>The outcomes that a file may name, in the order of <see cref="OutcomeKind"/>.</summary>
    public static readonly string[] Outcomes = ["next", "not-offered", "unavailable", "refused", "closed"];

    /// <summary>The words that may stand in a text's place below <c>says</c>.</summary>
    public static readonly string[] Sayings = ["never", "shortest"];

    private static readonly HashSet<string> s_reserved =
        ["rest", "octets", "within", "padded", "if", "else", "or", .. UnsignedIntegers.Keys, .. BerTypes];

    public static OutcomeKind OutcomeOf(string word) => (OutcomeKind)Array.IndexOf(Outcomes, word);

    /// <summary>Whether a word, spelled so, can't name a rule.</summary>
    public static bool IsReserved(string word) => s_reserved.Contains(word);
}
