using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>The values of a list for which the grammar lists known words; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TWord">The known words; 0 is any other one.</typeparam>
public ref struct WordList<TMessage, TWord>
    where TMessage : IListMessage, allows ref struct
    where TWord : struct, Enum
{
    private readonly KnownWords _words;
    private ValueList<TMessage> _values;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="values">The values.</param>
    /// <param name="words">The known words.</param>
    public WordList(ValueList<TMessage> values, KnownWords words)
    {
        _values = values;
        _words = words;
    }

    /// <inheritdoc cref="ValueList{TMessage}.Current"/>
    public readonly ReadOnlySpan<byte> Current => _values.Current;

    /// <summary>Begins to enumerate.</summary>
    public readonly WordList<TMessage, TWord> GetEnumerator() => this;

    /// <inheritdoc cref="ValueList{TMessage}.MoveNext"/>
    public bool MoveNext() => _values.MoveNext();

    /// <inheritdoc cref="ValueList{TMessage}.Contains"/>
    public readonly bool Contains(ReadOnlySpan<byte> value) => _values.Contains(value);

    /// <summary>Whether one value is a known word.</summary>
    /// <param name="word">The word.</param>
    public readonly bool Contains(TWord word)
    {
        foreach (var item in this)
        {
            if (_words.Find(item) == Unsafe.BitCast<TWord, int>(word))
                return true;
        }

        return false;
    }
}
