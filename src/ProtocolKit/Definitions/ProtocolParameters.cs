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
}
