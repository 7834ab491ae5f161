using System.Globalization;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Lexing;

/// <summary>Reads the numeric notation of ABNF: <c>%x0D.0A</c>, <c>%d33-126</c>, <c>%b1010</c>.</summary>
internal static class OctetValues
{
    private const string Forms = "expected octets, such as '%x0D', '%x0D.0A', '%x21-7E', '%d13' or '%b1010'";

    /// <summary>The octets, and what is wrong with them or null.</summary>
    public static (ExpressionSyntax Octets, string? Problem) Read(string text, TextSpan span)
    {
        var numberBase = text.Length == 0 ? 0 : (text[0] | 0x20) switch { 'x' => 16, 'd' => 10, 'b' => 2, _ => 0 };
        var fallback = new OctetsSyntax([0], span);
        if (numberBase == 0)
            return (fallback, $"found '%{text}', {Forms}");

        var isRange = text.Contains('-', StringComparison.Ordinal);
        var parts = text[1..].Split(isRange ? '-' : '.');
        var octets = new byte[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryRead(parts[i], numberBase, out var value))
                return (fallback, $"found '%{text}', {Forms}");
            if (value > byte.MaxValue)
            {
                return (fallback, string.Create(CultureInfo.InvariantCulture,
                    $"{parts[i]} is more than an octet holds: write the octets of its encoding, each up to %x{byte.MaxValue:X2}"));
            }

            octets[i] = (byte)value;
        }

        if (!isRange)
            return (new OctetsSyntax(octets, span), null);
        if (octets.Length != 2)
            return (fallback, $"found '%{text}', {Forms}");
        return (new OctetRangeSyntax(octets[0], octets[1], span),
            octets[0] <= octets[1] ? null : $"'%{text}' is empty: its first octet is above its last");
    }

    /// <summary>False if a digit is wrong or missing; what is too large is <see cref="int.MaxValue"/>.</summary>
    private static bool TryRead(string digits, int numberBase, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) >= numberBase)
                return false;
            value = value > byte.MaxValue ? int.MaxValue : (value * numberBase) + Convert.ToInt32(digit.ToString(), 16);
        }

        return digits.Length > 0;
    }
}
