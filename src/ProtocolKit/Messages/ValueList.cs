using System.Text;

namespace ProtocolKit;

/// <summary>The values of a list, in the order of the message; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public ref struct ValueList<TMessage>
    where TMessage : IListMessage, allows ref struct
{
    private readonly int _start;
    private ListReader<TMessage> _reader;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="start">The register that notes where a value begins.</param>
    /// <param name="end">The register that notes where a value ends.</param>
    public ValueList(ReadOnlySpan<byte> octets, int start, int end)
        : this(new ListReader<TMessage>(octets, end), start)
    {
    }

    internal ValueList(ListReader<TMessage> reader, int start)
    {
        _reader = reader;
        _start = start;
    }

    /// <summary>The value that was moved to; owned by whoever owns the message's octets.</summary>
    public readonly ReadOnlySpan<byte> Current => _reader.Value(_start);

    /// <summary>Begins to enumerate.</summary>
    public readonly ValueList<TMessage> GetEnumerator() => this;

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _reader.MoveNext();

    /// <summary>Whether one value is a text, without regard to ASCII case.</summary>
    /// <param name="value">The text.</param>
    public readonly bool Contains(ReadOnlySpan<byte> value)
    {
        foreach (var item in this)
        {
            if (Ascii.EqualsIgnoreCase(item, value))
                return true;
        }

        return false;
    }
}
