using System.Globalization;
using System.Numerics;
using System.Text;

namespace ProtocolKit;

/// <summary>The parameters of one role of a protocol. The generated classes derive from it and have a property for each.</summary>
/// <remarks>Every value is checked against its rule when it is set, so none can carry a line end into a dialogue.</remarks>
public abstract class ProtocolParameters
{
    /// <summary>Tells whether octets are a sentence of a rule.</summary>
    /// <param name="value">The octets.</param>
    protected delegate bool ValueRule(ReadOnlySpan<byte> value);

    /// <summary>Sets a parameter by its name in the grammar; for a list, adds a value.</summary>
    /// <param name="name">The parameter's name, without regard to case.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or its rule does not allow the value.</exception>
    public abstract void SetValue(string name, string value);

    /// <summary>Checks a value and turns it into octets.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">The rule does not allow the value.</exception>
    protected static byte[] Encode(string parameter, string value, ValueRule rule, string ruleText)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(rule);
        var octets = Encoding.UTF8.GetBytes(value);
        return rule(octets) ? octets : throw NotAllowed(parameter, EscapedText.Escape(octets), ruleText);
    }

    /// <summary>Checks a number and turns it into a fixed number of octets.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="octets">How many octets, 1 to 8.</param>
    /// <param name="littleEndian">Whether the least significant comes first.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">The rule does not allow the number.</exception>
    protected static byte[] EncodeNumber(string parameter, ulong value, int octets, bool littleEndian, ValueRule rule, string ruleText)
    {
        var writer = new OctetWriter(stackalloc byte[8]);
        writer.WriteNumber((long)value, octets, littleEndian);
        return octets == 8 || value >> 8 * octets == 0 ? Checked(parameter, value, writer.Written, rule, ruleText) : throw NotAllowed(parameter, value, ruleText);
    }

    /// <summary>Checks a number and turns it into decimal digits.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits at least.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">The rule does not allow the number.</exception>
    protected static byte[] EncodeDigits(string parameter, int value, int digits, ValueRule rule, string ruleText)
    {
        if (value < 0)
            throw NotAllowed(parameter, value, ruleText);
        var writer = new OctetWriter(stackalloc byte[16]);
        writer.WriteDigits(value, digits);
        return Checked(parameter, value, writer.Written, rule, ruleText);
    }

    /// <summary>Checks a number and turns it into hexadecimal digits.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits at least.</param>
    /// <param name="lowerCase">Whether the letters are small.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">The rule does not allow the number.</exception>
    protected static byte[] EncodeHexadecimalDigits(string parameter, uint value, int digits, bool lowerCase, ValueRule rule, string ruleText)
    {
        var writer = new OctetWriter(stackalloc byte[16]);
        writer.WriteHexadecimalDigits(value, digits, lowerCase);
        return Checked(parameter, value, writer.Written, rule, ruleText);
    }

    /// <summary>Checks a number and turns it into the shortest contents of a BER INTEGER.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="rule">What is legal.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">The rule does not allow the number.</exception>
    protected static byte[] EncodeBerInteger(string parameter, long value, ValueRule rule, string ruleText)
    {
        var writer = new OctetWriter(stackalloc byte[8]);
        writer.WriteBerInteger(value);
        return Checked(parameter, value, writer.Written, rule, ruleText);
    }

    /// <summary>Reads a number: decimal digits, or <c>0x</c> and hexadecimal ones.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The digits.</param>
    /// <param name="ruleText">The rule as the grammar spells it.</param>
    /// <exception cref="ArgumentException">It is no number, or too large for its type.</exception>
    protected static T ParseNumber<T>(string parameter, string value, string ruleText)
        where T : IBinaryInteger<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var isNumber = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? T.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : T.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        return isNumber ? number! : throw NotAllowed(parameter, EscapedText.Escape(Encoding.UTF8.GetBytes(value)), ruleText);
    }

    private static byte[] Checked(string parameter, Int128 value, ReadOnlySpan<byte> octets, ValueRule rule, string ruleText)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule(octets) ? octets.ToArray() : throw NotAllowed(parameter, value, ruleText);
    }

    private static ArgumentException NotAllowed(string parameter, Int128 value, string ruleText) =>
        NotAllowed(parameter, value.ToString(CultureInfo.InvariantCulture), ruleText);

    private static ArgumentException NotAllowed(string parameter, string value, string ruleText) =>
        new($"The parameter '{parameter}' may not be \"{value}\". Its rule is: {ruleText}.", nameof(value));

    /// <summary>The exception for a name that no parameter has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that there are.</param>
    protected static ArgumentException Unknown(string name, params ReadOnlySpan<string> known) =>
        new($"There is no parameter '{name}'. There {(known.Length == 0 ? "are none." : "are: " + string.Join(", ", known) + ".")}", nameof(name));

    /// <summary>The exception for parameters of another protocol or role.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="expected">Their type as it should be.</param>
    protected static ArgumentException OfAnother(ProtocolParameters parameters, Type expected)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(expected);
        return new ArgumentException($"The parameters are {parameters.GetType()}, not {expected}.", nameof(parameters));
    }

    /// <summary>The exception for a value of a list that has as many as a message can hold.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="most">How many values it may have.</param>
    protected static ArgumentException TooMany(string name, int most) => new($"The parameter '{name}' may have {most} values at most: a message can't hold more.", nameof(name));

    /// <summary>The exception for a parameter that has no default and was not set.</summary>
    /// <param name="name">The parameter's name.</param>
    protected static ArgumentException NotSet(string name) => new($"The parameter '{name}' must be set: it has no default.", nameof(name));
}
