using System.Numerics;

namespace ProtocolKit;

/// <summary>The numbers of a list, in the order of the message; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TNumber">The type of the numbers.</typeparam>
/// <typeparam name="TFormat">How they are written.</typeparam>
/// <param name="values">The octets of the numbers.</param>
public readonly ref struct NumberList<TMessage, TNumber, TFormat>(ValueList<TMessage> values)
    where TMessage : IMessage<TMessage>, allows ref struct
    where TNumber : struct, INumber<TNumber>
    where TFormat : INumberFormat<TNumber>
{
    private readonly ValueList<TMessage> _values = values;

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(_values.GetEnumerator());

    /// <summary>Whether one of the numbers is a number.</summary>
    /// <param name="value">The number.</param>
    public bool Contains(TNumber value)
    {
        foreach (var item in this)
        {
            if (item == value)
                return true;
        }

        return false;
    }

    /// <summary>Reads the numbers one after the other.</summary>
    public ref struct Enumerator
    {
        private ValueList<TMessage>.Enumerator _values;

        internal Enumerator(ValueList<TMessage>.Enumerator values) => _values = values;

        /// <summary>The number that was moved to.</summary>
        public TNumber Current => TFormat.Read(_values.Current);

        /// <summary>Moves on to the next number.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => _values.MoveNext();
    }
}
