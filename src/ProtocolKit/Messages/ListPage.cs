using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Some values of a list, one behind the other: a parser is left and entered again for a page of them, not for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ListPage
{
    private int _first, _length, _maximum, _used, _place, _position;
    private Numbers _numbers;

    /// <summary>Prepares the page. It is no constructor, so that nothing of this size is copied.</summary>
    /// <param name="first">The first register that is noted of each value.</param>
    /// <param name="last">The last one.</param>
    /// <param name="maxValues">How many values it takes at most.</param>
    internal void Open(int first, int last, int maxValues = int.MaxValue)
    {
        (_first, _length) = (first, last - first + 1);
        _maximum = Math.Min(maxValues, Numbers.Length / Width) * Width;
    }

    /// <summary>Where the last value ends.</summary>
    internal readonly int End => _used;

    /// <summary>How far it is from a value to the next one.</summary>
    internal readonly int Width => _length + 2;

    /// <summary>A value.</summary>
    /// <param name="index">Where it begins.</param>
    [UnscopedRef]
    internal readonly ScannedRecord this[int index] => new(((ReadOnlySpan<int>)_numbers).Slice(index, Width), _first);

    /// <summary>Begins the page anew.</summary>
    /// <param name="cursor">Where the parser stands.</param>
    internal void Clear(in ScanCursor cursor) => (_used, _place, _position) = (0, cursor.State, cursor.Position);

    /// <summary>Takes a value.</summary>
    /// <param name="registers">What has been noted.</param>
    /// <param name="place">The place behind it.</param>
    /// <param name="position">The position behind it.</param>
    /// <returns>Whether the page is full.</returns>
    internal bool Add(scoped in ScanRegisters registers, int place, int position)
    {
        var value = ((Span<int>)_numbers).Slice(_used, Width);
        (value[^2], value[^1]) = (_place, _position);
        (_place, _position) = (place, position);
        for (var i = 0; i < value.Length - 2; i++)
            value[i] = registers[_first + i];
        _used += Width;
        return _used == _maximum;
    }

    [InlineArray(Length)]
    private struct Numbers
    {
        public const int Length = 128;

        private int _first;
    }
}
