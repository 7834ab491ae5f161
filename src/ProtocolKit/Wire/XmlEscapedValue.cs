using System.Buffers;

namespace ProtocolKit;

/// <summary>A value as it is written into an XML attribute or text: what XML would take for its own is replaced by references.</summary>
/// <remarks>Enumerates the parts to write, one after the other; allocates nothing.</remarks>
/// <param name="value">The value.</param>
public ref struct XmlEscapedValue(ReadOnlySpan<byte> value)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("&<>'\"\t\r\n"u8);

    private ReadOnlySpan<byte> _rest = value;

    /// <summary>The part to write now.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Makes it usable in <c>foreach</c>.</summary>
    public readonly XmlEscapedValue GetEnumerator() => this;

    /// <summary>Moves on to the next part.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        var length = _rest.IndexOfAny(Special);
        if (length != 0)
        {
            Current = length < 0 ? _rest : _rest[..length];
            _rest = length < 0 ? default : _rest[length..];
            return true;
        }

        Current = _rest[0] switch
        {
            (byte)'&' => "&amp;"u8,
            (byte)'<' => "&lt;"u8,
            (byte)'>' => "&gt;"u8,
            (byte)'\'' => "&apos;"u8,
            (byte)'"' => "&quot;"u8,
            (byte)'\t' => "&#9;"u8,
            (byte)'\r' => "&#13;"u8,
            _ => "&#10;"u8,
        };
        _rest = _rest[1..];
        return true;
    }
}
