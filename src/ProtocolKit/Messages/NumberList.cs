using System.Numerics;

namespace ProtocolKit;

/// <summary>The numbers of a list, in the order of the message; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TNumber">The type of the numbers.</typeparam>
/// <typeparam name="TFormat">How they are written.</typeparam>
public ref struct NumberList<TMessage, TNumber, TFormat>
    where TMessage : IListMessage, allows ref struct
    where TNumber : struct, INumber<TNumber>
    where TFormat : INumberFormat<TNumber>
{
    private ValueList<TMessage> _values;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="values">The octets of the numbers.</param>
    public NumberList(ValueList<TMessage> values) => _values = values;

    /// <summary>The number that was moved to.</summary>
    public readonly TNumber Current => TFormat.Read(_values.Current);

    /// <summary>Begins to enumerate.</summary>
    public readonly NumberList<TMessage, TNumber, TFormat> GetEnumerator() => this;

    /// <summary>Moves on to the next number.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _values.MoveNext();

    /// <summary>Whether one of the numbers is a number.</summary>
    /// <param name="value">The number.</param>
    public readonly bool Contains(TNumber value)
    {
        foreach (var item in this)
        {
            if (item == value)
                return true;
        }

        return false;
    }
}
