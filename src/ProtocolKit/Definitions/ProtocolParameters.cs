namespace ProtocolKit;

/// <summary>The parameters of one role of a protocol. The generated classes derive from it and have a property for each.</summary>
/// <remarks>Every value is checked against its rule when it is set, so none can carry a line end into a dialogue.</remarks>
public abstract class ProtocolParameters
{
    /// <summary>Sets a parameter by its name in the grammar; for a list, adds a value.</summary>
    /// <param name="name">The parameter's name, without regard to case.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or its rule does not allow the value.</exception>
    public abstract void SetValue(string name, string value);

    /// <summary>Gives the octets of a value.</summary>
    /// <exception cref="ArgumentException">It is no Unicode.</exception>
    protected static byte[] Encode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Utf8.GetBytes(value);
    }

    /// <summary>Gives the value of octets.</summary>
    protected static string Decode(ReadOnlySpan<byte> octets) => Utf8.GetString(octets);

    /// <summary>Makes the exception for a value that its rule does not allow.</summary>
    /// <param name="name">The parameter's name in the grammar.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="octets">The value.</param>
    protected static ArgumentException NotAllowed(string name, string rule, ReadOnlySpan<byte> octets) =>
        new($"\"{EscapedText.Escape(octets)}\" is no legal value of the parameter {name}: {rule}.", name);

    /// <summary>Makes the exception for a name that no parameter has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that there are.</param>
    protected static ArgumentException NoSuchParameter(string name, IReadOnlyList<string> known) =>
        new($"There is no parameter {name} here; there is {(known.Count == 0 ? "none" : string.Join(", ", known))}.", nameof(name));

    /// <summary>Makes the exception for a parameter that must be set, and is not.</summary>
    /// <param name="name">The parameter's name in the grammar.</param>
    protected static ArgumentException NotSet(string name) => new($"The parameter {name} must be set.", name);

    private static readonly System.Text.UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
