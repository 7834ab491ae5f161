using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Pieces of C#.</summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append(@"\n"),
                '\r' => literal.Append(@"\r"),
                '\t' => literal.Append(@"\t"),
                >= ' ' and <= '~' => literal.Append(c),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A collection of string literals.</summary>
    public static string Literals(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal))}]";

    /// <summary>A literal of the octets of a text.</summary>
    public static string Octets(string text) => Literal(text) + "u8";

    /// <summary>A number.</summary>
    public static string Number(ulong number, bool asMask = false) =>
        asMask ? "0x" + number.ToString("X", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An outcome that ends the dialogue.</summary>
    public static string Outcome(OutcomeKind outcome) => outcome switch
    {
        OutcomeKind.NotOffered => "UpgradeOutcome.NotOffered",
        OutcomeKind.Unavailable => "UpgradeOutcome.Unavailable",
        OutcomeKind.Refused => "UpgradeOutcome.Refused",
        OutcomeKind.Closed => "UpgradeOutcome.Closed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "It does not end the dialogue."),
    };

    /// <summary>A list in words: <c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string Enumeration(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };
}
