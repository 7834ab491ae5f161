using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing.Sentences;

/// <summary>Numbers as messages write them; written apart from what the parsers do.</summary>
internal static class Numbers
{
    public static long Read(byte[] octets, LabelKind kind) => kind switch
    {
        LabelKind.Decimal => long.Parse(Encoding.ASCII.GetString(octets), CultureInfo.InvariantCulture),
        LabelKind.Hexadecimal => long.Parse(Encoding.ASCII.GetString(octets), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        LabelKind.LittleEndian => octets.Reverse().Aggregate(0L, (value, octet) => value << 8 | octet),
        LabelKind.BerInteger => octets.Skip(1).Aggregate((long)(sbyte)octets[0], (value, octet) => value << 8 | octet),
        _ => octets.Aggregate(0L, (value, octet) => value << 8 | octet),
    };

    /// <summary>A number as it is written in a place.</summary>
    public static byte[] Write(long value, NumberForm form) => form.Kind switch
    {
        LabelKind.Decimal => Encoding.ASCII.GetBytes(value.ToString($"D{form.Width}", CultureInfo.InvariantCulture)),
        LabelKind.Hexadecimal =>
            Encoding.ASCII.GetBytes(value.ToString($"{(form.IsLowerCase ? "x" : "X")}{form.Width}", CultureInfo.InvariantCulture)),
        _ => Write(value, form.Kind, form.Kind == LabelKind.BerInteger ? 0 : form.Width),
    };

    /// <param name="value">The number.</param>
    /// <param name="kind">How it is written.</param>
    /// <param name="octets">In how many octets; 0 for as few as it takes.</param>
    public static byte[] Write(long value, LabelKind kind, int octets)
    {
        if (octets == 0)
        {
            octets = 1;
            while (octets < 8 && value << 64 - 8 * octets >> 64 - 8 * octets != value)
                octets++;
        }

        var written = Enumerable.Range(0, octets).Select(i => (byte)(value >> 8 * i));
        return [.. kind == LabelKind.LittleEndian ? written : written.Reverse()];
    }
}
