using System.Collections.Frozen;

namespace ProtocolKit.LanguageServer.Words;

/// <summary>What the words of the language mean, in a line each.</summary>
internal static class LanguageWords
{
    /// <summary>The first words of the head's lines.</summary>
    public static readonly FrozenDictionary<string, string> Directives = new Dictionary<string, string>
    {
        ["protocol"] = "`protocol NAME [like NAME]`: the protocol; behind `like`, the one that it is a variant of.",
        ["rfc"] = "`rfc 5321 3207`: where the protocol is specified.",
        ["spec"] = "`spec \"…\"`: where the protocol is specified, if in no RFC.",
        ["port"] = "`port 25 26`: ports that start in plaintext; `none` in a variant whose base has some.",
        ["tls"] = "`tls 465`: ports that start with TLS; `none` in a variant whose base has some.",
        ["alpn"] = "`alpn \"name\"`: offered in the handshake; a server that picks another is refused.",
        ["identity"] =
            "`identity srv \"x\", tls \"xs\", other \"1.2.3\"`: names that count in a server's certificate besides its DNS name.",
        ["limit"] = "`limit 8192 octets, 100 items, 32 rounds, 8 deep`: what is read at most. Beyond it is a violation.",
        ["parameter"] = "`parameter NAME [: [*]rule] [= default]`: the caller may set it; with `*`, any number of values.",
        ["fresh"] = "`fresh NAME : rule`: invented at random each time it is written.",
        ["namespace"] = "`namespace [prefix] \"uri\"`: a prefix of XML in this file; without a prefix, the default namespace.",
    }.ToFrozenDictionary();

    /// <summary>The outcomes of alternatives.</summary>
    public static readonly FrozenDictionary<string, string> Outcomes = new Dictionary<string, string>
    {
        ["next"] = "Go on with the next `C:` line, or the end.",
        ["not-offered"] = "The upgrade ends: the peer has no TLS.",
        ["unavailable"] = "The upgrade ends: the peer has no TLS now.",
        ["refused"] = "The upgrade ends: the peer says no.",
        ["closed"] = "The upgrade ends: the peer ends the conversation.",
    }.ToFrozenDictionary();

    /// <summary>Types and functions of elements.</summary>
    public static readonly FrozenDictionary<string, string> Elements = new Dictionary<string, string>
    {
        ["octets"] = "`octets(n)`, `octets($size)`: so many octets.",
        ["within"] = "`within($size, …)`, `within($size - 4, …)`: the part fills exactly so many octets.",
        ["padded"] = "`padded(4, x)`: `x`, then octets up to a multiple of 4 of its length.",
        ["rest"] = "All octets up to the end of the innermost `within`.",
        ["SEQUENCE"] = "BER: `SEQUENCE { a, b }` or `SEQUENCE OF x`, tag 0x30.",
        ["SET"] = "BER: `SET { a, b }` or `SET OF x`, tag 0x31.",
        ["INTEGER"] = "BER: `INTEGER`, `INTEGER 0`, `INTEGER(1..9)` or `INTEGER $id`, tag 0x02.",
        ["ENUMERATED"] = "BER: `ENUMERATED`, with a number as `INTEGER` has it, tag 0x0A.",
        ["BOOLEAN"] = "BER: `BOOLEAN`, `BOOLEAN TRUE` or `BOOLEAN FALSE`, tag 0x01.",
        ["OCTETS"] = "BER: an OCTET STRING, `OCTETS` or `OCTETS \"text\"`, tag 0x04.",
        ["APPLICATION"] = "BER: `APPLICATION 23 {…}`, an element of the application class with this tag.",
        ["CONTEXT"] = "BER: `CONTEXT 0 \"text\"`, an element of the context class with this tag.",
        ["OF"] = "BER: any number of such elements.",
        ["TRUE"] = "BER: 0xFF is written, all but 0 is read.",
        ["FALSE"] = "BER: 0.",
    }.ToFrozenDictionary();

    /// <summary>All other words.</summary>
    public static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["like"] = "What follows is the protocol of which this one is a variant.",
        ["none"] = "None, where the base of a variant has some.",
        ["items"] = "The turns of a repetition of more than one octet.",
        ["rounds"] = "The messages that are read before TLS, and again inside.",
        ["deep"] = "How deep BER or XML is nested.",
        ["srv"] = "The service of SRV-IDs (RFC 4985).",
        ["other"] = "The type of an `otherName` that is the domain.",
        ["dialogue"] = "The steps, `C:` and `S:`, with `TLS` among them. `dialogue in any order`: a server takes the messages before TLS in any order. " +
            "`dialogue from tls`: what is said where TLS starts with the first octet.",
        ["in"] = "`dialogue in any order`; `TLS in packet`: packets of the protocol carry the handshake.",
        ["any"] = "`any time`: what may be said at any moment, and the answer to it.",
        ["order"] = "`dialogue in any order`: until TLS, a server takes the client's messages in any order and any number of times.",
        ["time"] = "`any time`: what may be said at any moment, and the answer to it.",
        ["from"] = "`dialogue from tls`: what is said where TLS starts with the first octet.",
        ["says"] = "The wording of one's own messages. Texts for inside TLS stand below `TLS`.",
        ["TLS"] = "Here TLS starts. Below it stands what is said inside; nothing that was read before is reached there.",
        ["at"] = "`TLS at once`: the protocol has no answer to the message that starts TLS.",
        ["once"] = "`TLS at once`: the protocol has no answer to the message that starts TLS.",
        ["keeps"] = "Hands this plaintext message to the caller, as `Unauthenticated…`.",
        ["renews"] = "The server must say another value of this label inside TLS than before.",
        ["if"] = "The message is written only where this holds: `label`, `label \"text\"`, `label 19`, `label & 0x800`, `unknown`, joined by `or`.",
        ["else"] = "Where the condition fails: an outcome, `skip` leaves out this exchange. Behind TLS, `else ask message` asks for what does not come.",
        ["skip"] = "Leaves out this exchange.",
        ["ask"] = "Where the message does not come by itself, the client writes this one.",
        ["or"] = "Joins conditions; `or clear`: the server goes on without TLS.",
        ["clear"] = "The server goes on without TLS; in `any time`, a message that a host that stays in the clear takes itself.",
        ["unknown"] = "No message so far had the labels that this condition tests.",
        ["never"] = "The message is read and never written.",
        ["shortest"] = "The shortest sentence is meant, although it leaves out something that the rule has.",
    }.ToFrozenDictionary();

    /// <summary>What a word means, or null.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isFirst">Whether it begins a line.</param>
    public static string? Explain(string word, bool isFirst) =>
        isFirst && Directives.TryGetValue(word, out var directive) ? directive
        : Elements.GetValueOrDefault(word) ?? Outcomes.GetValueOrDefault(word) ?? Others.GetValueOrDefault(word) ?? Integer(word)
        ?? Directives.GetValueOrDefault(word);

    /// <summary>What an integer's type is, or null.</summary>
    public static string? Integer(string word) => Grammar.Parsing.Keywords.UnsignedIntegers.TryGetValue(word, out var integer)
        ? $"A number of {8 * integer.Octets} bits{(integer.Octets == 1 ? "" : integer.LittleEndian ? ", little endian" : ", big endian")}. " +
            $"`{word}(8)`: exactly 8, `{word}(1..9)`: a range, `{word}($n)`: an earlier value, `{word}(& 0x2)`: a bit."
        : null;
}
