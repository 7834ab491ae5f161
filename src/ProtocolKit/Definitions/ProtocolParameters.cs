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
        return rule(octets) ? octets : throw new ArgumentException($"The parameter '{parameter}' may not be \"{EscapedText.Escape(octets)}\". Its rule is: {ruleText}.", nameof(value));
    }

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

    /// <summary>The exception for a parameter that has no default and was not set.</summary>
    /// <param name="name">The parameter's name.</param>
    protected static ArgumentException NotSet(string name) => new($"The parameter '{name}' must be set: it has no default.", nameof(name));
}
