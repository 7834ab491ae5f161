using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>The values of a list for which the grammar lists known words; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TWord">The known words; 0 is any other one.</typeparam>
/// <param name="values">The values.</param>
/// <param name="words">The known words.</param>
public readonly ref struct WordList<TMessage, TWord>(ValueList<TMessage> values, KnownWords words)
    where TMessage : IMessage<TMessage>, allows ref struct
    where TWord : struct, Enum
{
    private readonly KnownWords _words = words;
    private readonly ValueList<TMessage> _values = values;

    /// <summary>Begins to enumerate.</summary>
    public ValueList<TMessage>.Enumerator GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc cref="ValueList{TMessage}.Contains"/>
    public bool Contains(ReadOnlySpan<byte> value) => _values.Contains(value);

    /// <summary>Whether one value is a known word.</summary>
    /// <param name="word">The word.</param>
    public bool Contains(TWord word)
    {
        foreach (var item in this)
        {
            if (_words.Find(item) == Unsafe.BitCast<TWord, int>(word))
                return true;
        }

        return false;
    }
}
