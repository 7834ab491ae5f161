using System.Text;

namespace ProtocolKit;

/// <summary>The parameters of one role of a protocol. The generated classes derive from it and have a property for each.</summary>
/// <remarks>Every value is checked against its rule when it is set, so none can carry a line end into a dialogue.</remarks>
public abstract class ProtocolParameters
{
    private readonly ParameterRule[] _rules;
    private readonly byte[][] _octets;
    private readonly List<byte[]>[] _lists;

    /// <summary>Makes a set of parameters, each with its default.</summary>
    /// <param name="rules">What is legal, one for each parameter; not copied.</param>
    protected ProtocolParameters(params ParameterRule[] rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _octets = [.. rules.Select(rule => rule.Default ?? [])];
        _lists = [.. rules.Select(rule => rule.MaxValues > 0 ? new List<byte[]>() : [])];
    }

    /// <summary>Sets a parameter by its name in the grammar; for a list, adds a value.</summary>
    /// <param name="name">The parameter's name, without regard to case.</param>
    /// <param name="value">The value; a number in decimal digits, or as <c>0x</c> and hexadecimal ones.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or its rule does not allow the value.</exception>
    public virtual void SetValue(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parameter = Array.FindIndex(_rules, rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (parameter < 0)
            throw Unknown(name);
        var rule = _rules[parameter];
        Put(parameter, rule.Number is null ? rule.Encode(value) : rule.Encode(rule.Parse(value)));
    }

    /// <summary>The octets of a value, as they stand in a dialogue.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected byte[] GetOctets(int parameter) => _octets[parameter];

    /// <summary>The octets of the values of a list.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected List<byte[]> GetList(int parameter) => _lists[parameter];

    /// <summary>A text.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected string GetText(int parameter) => Encoding.UTF8.GetString(_octets[parameter]);

    /// <summary>A number.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected Int128 GetNumber(int parameter) => _rules[parameter].Decode(_octets[parameter]);

    /// <summary>The texts of a list.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected IEnumerable<string> GetTexts(int parameter) => _lists[parameter].Select(Encoding.UTF8.GetString);

    /// <summary>The numbers of a list.</summary>
    /// <param name="parameter">The parameter's number.</param>
    protected IEnumerable<Int128> GetNumbers(int parameter) => _lists[parameter].Select(octets => _rules[parameter].Decode(octets));

    /// <summary>Sets a text, or adds one to a list.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The rule does not allow the value, or the list is full.</exception>
    protected void Put(int parameter, string value) => Put(parameter, _rules[parameter].Encode(value));

    /// <summary>Sets a number, or adds one to a list.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The rule does not allow the value, or the list is full.</exception>
    protected void Put(int parameter, Int128 value) => Put(parameter, _rules[parameter].Encode(value));

    /// <summary>Takes the parameters that a caller gave, or the defaults.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="given">What was given, or null.</param>
    /// <param name="defaults">The defaults.</param>
    /// <exception cref="ArgumentException">They are of another protocol, or one that must be set is not.</exception>
    internal static T Checked<T>(ProtocolParameters? given, T defaults)
        where T : ProtocolParameters
    {
        var own = given is null ? defaults : given as T ?? throw OfAnother(given, typeof(T));
        for (var i = 0; i < own._rules.Length; i++)
        {
            if (own._rules[i] is { Default: null, MaxValues: 0 } && own._octets[i].Length == 0)
                throw NotSet(own._rules[i].Name);
        }

        return own;
    }

    private void Put(int parameter, byte[] octets)
    {
        var rule = _rules[parameter];
        if (rule.MaxValues == 0)
            _octets[parameter] = octets;
        else if (_lists[parameter].Count < rule.MaxValues)
            _lists[parameter].Add(octets);
        else
            throw TooMany(rule.Name, rule.MaxValues);
    }

    private ArgumentException Unknown(string name) =>
        new($"There is no parameter '{name}'. There {Known()}.", nameof(name));

    private string Known() => _rules.Length == 0 ? "are none" : "are: " + string.Join(", ", _rules.Select(rule => rule.Name));

    private static ArgumentException OfAnother(ProtocolParameters parameters, Type expected) =>
        new($"The parameters are {parameters.GetType()}, not {expected}.", nameof(parameters));

    private static ArgumentException TooMany(string name, int most) =>
        new($"The parameter '{name}' may have {most} values at most: a message can't hold more.", nameof(name));

    private static ArgumentException NotSet(string name) => new($"The parameter '{name}' must be set: it has no default.", nameof(name));
}
