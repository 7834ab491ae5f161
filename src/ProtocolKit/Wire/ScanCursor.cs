using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Where a parser stands within a message: all that it must remember between two calls.</summary>
/// <remarks>Offsets count from the first octet of the message. The default value stands before the first octet.</remarks>
[SuppressMessage("Design", "CA1051", Justification = "Parsers work on it in place, as on locals.")]
public struct ScanCursor
{
    /// <summary>The <see cref="State"/> behind the last octet of a message.</summary>
    public const int Complete = int.MaxValue;

    /// <summary>The <see cref="State"/> of a message of the right shape whose repeated value is another: no other alternative is tried.</summary>
    public const int WrongValue = int.MinValue;

    /// <summary>The number of the place in the rule, as the generated parser counts them; 0 is its beginning.</summary>
    public int State;

    /// <summary>Whether a value was repeated as another: where all of the message has the right shape, it is <see cref="WrongValue"/> then.</summary>
    public bool HasWrongValue;

    /// <summary>How many octets of the message have been read.</summary>
    public int Position;

    /// <summary>Where labelled values begin and end, and how often repetitions have turned; named by constants in the generated parser.</summary>
    public ScanRegisters Registers;
}

/// <summary>The registers of a <see cref="ScanCursor"/>.</summary>
[InlineArray(Count)]
public struct ScanRegisters
{
    /// <summary>How many registers there are.</summary>
    public const int Count = 32;

    private int _first;
}
