using System.Globalization;
using System.Numerics;
using System.Text;
using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Spells octets and sets of them, in C# and for readers.</summary>
internal static class OctetText
{
    /// <summary>A C# expression of octets: a UTF-8 literal where they are text, else a collection.</summary>
    public static string Expression(IReadOnlyList<byte> octets)
    {
        if (!octets.All(octet => octet is >= 0x20 and <= 0x7E or 0x0D or 0x0A or 0x09))
            return "[" + string.Join(", ", octets.Select(octet => $"0x{octet:X2}")) + "]";
        var literal = new StringBuilder("\"");
        foreach (var octet in octets)
            literal.Append(Escape((char)octet, '"'));
        return literal.Append("\"u8").ToString();
    }

    /// <summary>A C# expression of octets where the type of an argument does not tell what a collection is.</summary>
    public static string Span(IReadOnlyList<byte> octets) =>
        Expression(octets) is ['[', ..] text ? "(ReadOnlySpan<byte>)" + text : Expression(octets);

    /// <summary>Octets, the texts in them apart from the others.</summary>
    public static IEnumerable<IReadOnlyList<byte>> Runs(IReadOnlyList<byte> octets)
    {
        const int least = 6;
        var begin = 0;
        for (var i = 0; i < octets.Count;)
        {
            var end = i;
            while (end < octets.Count && octets[end] is (>= 0x20 and <= 0x7E) or 0x0D or 0x0A or 0x09)
                end++;
            var isText = end - i >= least && end - i < octets.Count;
            if (isText && i > begin)
                yield return [.. octets.Skip(begin).Take(i - begin)];
            if (isText)
                yield return [.. octets.Skip(i).Take(end - i)];
            begin = isText ? end : begin;
            i = Math.Max(end, i + 1);
        }

        if (begin < octets.Count)
            yield return [.. octets.Skip(begin)];
    }

    /// <summary>A C# expression that converts to an array of octets.</summary>
    public static string Array(IReadOnlyList<byte> octets) =>
        Expression(octets) is ['"', ..] text ? text + ".ToArray()" : Expression(octets);

    /// <summary>A C# constant that is compared with an <c>int</c>.</summary>
    public static string Integer(byte octet) =>
        octet is >= 0x20 and <= 0x7E or 0x0D or 0x0A or 0x09 or 0x00 ? $"'{(octet == 0 ? "\\0" : Escape((char)octet, '\''))}'"
            : $"0x{octet:X2}";

    /// <summary>A C# pattern of a set for an <c>int</c> that is -1 where there is no octet.</summary>
    public static string IntegerPattern(OctetSet set) => string.Join(" or ", set.Ranges().Select(range => range switch
    {
        var (first, last) when first == last => Integer(first),
        (0, var last) => $"(>= 0 and <= {Integer(last)})",
        (var first, 255) => $">= {Integer(first)}",
        var (first, last) when first + 1 == last => $"{Integer(first)} or {Integer(last)}",
        var (first, last) => $"(>= {Integer(first)} and <= {Integer(last)})",
    }));

    /// <summary>A C# test of an octet, -1 where there is none, for a set of those with certain bits set or not; null where it is no such
    /// set, or one of few ranges.</summary>
    public static string? MaskTest(OctetSet set, string octet)
    {
        if (set.Ranges().Count() <= 4)
            return null;
        var (all, any) = set.Octets().Aggregate((All: 0xFF, Any: 0), (bits, item) => (bits.All & item, bits.Any | item));
        var mask = (byte)~(all ^ any);
        return set.Count == 1 << (8 - BitOperations.PopCount(mask))
            ? string.Create(CultureInfo.InvariantCulture, $"({octet} & 0x1{mask:X2}) == 0x{all:X2}") : null;
    }

    /// <summary>A set as ABNF spells it.</summary>
    public static string Abnf(OctetSet set)
    {
        if (set == OctetSet.All)
            return "OCTET";
        var names = new List<string>();
        foreach (var (name, known) in Known)
        {
            if (known.Count > 0 && (known - set).IsEmpty)
            {
                names.Add(name);
                set -= known;
            }
        }

        if (!set.IsEmpty)
            names.AddRange(
                set.Ranges()
                .Select(range =>
                range.First == range.Last ? One(range.First)
                : string.Create(CultureInfo.InvariantCulture, $"%x{range.First:X2}-{range.Last:X2}")));
        return string.Join(" / ", names);
    }

    private static readonly (string Name, OctetSet Set)[] Known =
    [
        ("VCHAR", OctetSet.Range(0x21, 0x7E)),
        ("ALPHA", OctetSet.Range(0x41, 0x5A) | OctetSet.Range(0x61, 0x7A)),
        ("DIGIT", OctetSet.Range(0x30, 0x39)),
        ("SP", OctetSet.Of(0x20)),
        ("HTAB", OctetSet.Of(0x09)),
        ("CR", OctetSet.Of(0x0D)),
        ("LF", OctetSet.Of(0x0A)),
    ];

    private static string One(byte octet) =>
        octet is >= 0x21 and <= 0x7E and not 0x22 ? $"\"{(char)octet}\"" : string.Create(CultureInfo.InvariantCulture, $"%x{octet:X2}");

    private static string Escape(char c, char quote) => c switch
    {
        '\r' => "\\r",
        '\n' => "\\n",
        '\t' => "\\t",
        '\\' => "\\\\",
        _ when c == quote => "\\" + c,
        _ => c.ToString(),
    };
}
