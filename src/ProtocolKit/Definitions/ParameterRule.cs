using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>Tells whether octets are a sentence of a rule.</summary>
/// <param name="value">The octets.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool ValueRule(ReadOnlySpan<byte> value);

/// <summary>How a number is written in a dialogue.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NumberNotation
{
    /// <summary>Decimal digits.</summary>
    Digits,

    /// <summary>Hexadecimal digits, with small letters.</summary>
    LowerCaseHexadecimalDigits,

    /// <summary>Hexadecimal digits, with capital letters.</summary>
    HexadecimalDigits,

    /// <summary>Octets, the most significant first.</summary>
    BigEndian,

    /// <summary>Octets, the least significant first.</summary>
    LittleEndian,

    /// <summary>The contents of a BER INTEGER, as short as can be (X.690, 8.3).</summary>
    BerInteger,
}

/// <summary>What is legal as a parameter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterRule
{
    private readonly string _text;
    private readonly ValueRule _rule;

    /// <summary>Makes a rule for a parameter that must be set, or a list.</summary>
    /// <param name="name">The parameter's name in the grammar.</param>
    /// <param name="text">The rule as the grammar spells it.</param>
    /// <param name="rule">What is legal.</param>
    public ParameterRule(string name, string text, ValueRule rule) => (Name, _text, _rule) = (name, text, rule);

    /// <summary>Makes a rule for a parameter with a default.</summary>
    /// <param name="name">The parameter's name in the grammar.</param>
    /// <param name="text">The rule as the grammar spells it.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="defaultValue">The octets of the default; copied.</param>
    public ParameterRule(string name, string text, ValueRule rule, ReadOnlySpan<byte> defaultValue)
        : this(name, text, rule) => Default = defaultValue.ToArray();

    /// <summary>How many values a list may have; 0 for what is none.</summary>
    public int MaxValues { get; init; }

    /// <summary>How a number is written; null for a text.</summary>
    public NumberNotation? Number { get; init; }

    /// <summary>How many octets a number has; of digits how many at least.</summary>
    public int Width { get; init; }

    internal string Name { get; }

    internal byte[]? Default { get; }

    /// <summary>Checks a text and turns it into octets.</summary>
    internal byte[] Encode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var octets = Encoding.UTF8.GetBytes(value);
        return _rule(octets) ? octets : throw NotAllowed(EscapedText.Escape(octets));
    }

    /// <summary>Checks a number and turns it into octets.</summary>
    internal byte[] Encode(Int128 value)
    {
        var writer = new OctetWriter(stackalloc byte[32]);
        if (!Write(value, ref writer) || !_rule(writer.Written))
            throw NotAllowed(value.ToString(CultureInfo.InvariantCulture));
        return writer.Written.ToArray();
    }

    private bool Write(Int128 value, ref OctetWriter writer)
    {
        switch (Number)
        {
            case NumberNotation.BerInteger:
                writer.WriteBerInteger((long)value);
                return true;
            case NumberNotation.BigEndian or NumberNotation.LittleEndian:
                writer.WriteNumber((long)(ulong)value, Width, Number == NumberNotation.LittleEndian);
                return value >> 8 * Width == 0;
            case NumberNotation.Digits:
                writer.WriteDigits(Math.Max(0, (long)value), Width);
                return value >= 0;
            default:
                writer.WriteHexadecimalDigits((long)value, Width, Number == NumberNotation.LowerCaseHexadecimalDigits);
                return true;
        }
    }

    internal Int128 Decode(ReadOnlySpan<byte> octets) => Number switch
    {
        NumberNotation.BigEndian => WireFormat.BigEndian(octets),
        NumberNotation.LittleEndian => WireFormat.LittleEndian(octets),
        NumberNotation.BerInteger => WireFormat.BerInteger(octets),
        NumberNotation.Digits => WireFormat.DecimalDigits(octets),
        _ => WireFormat.HexadecimalDigits(octets),
    };

    /// <summary>Reads a number: decimal digits, or <c>0x</c> and hexadecimal ones.</summary>
    internal Int128 Parse(string value) => Number switch
    {
        NumberNotation.Digits => Parse<int>(value),
        NumberNotation.BerInteger => Parse<long>(value),
        NumberNotation.BigEndian or NumberNotation.LittleEndian => Width switch
        {
            1 => Parse<byte>(value),
            2 => Parse<ushort>(value),
            <= 4 => Parse<uint>(value),
            _ => Parse<ulong>(value),
        },
        _ => Parse<uint>(value),
    };

    private T Parse<T>(string value)
        where T : IBinaryInteger<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var isNumber = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? T.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : T.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        return isNumber ? number! : throw NotAllowed(EscapedText.Escape(Encoding.UTF8.GetBytes(value)));
    }

    private ArgumentException NotAllowed(string value) =>
        new($"The parameter '{Name}' may not be \"{value}\". Its rule is: {_text}.", nameof(value));
}
