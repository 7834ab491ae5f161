using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ProtocolKit.Generated;

/// <summary>What a parser has noted of the values of a list: of the first one in the message. Where the values are too many, or too far
/// from the message's beginning, the message is read again when the list is enumerated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ScannedList
{
    private int _layout, _used, _place, _position;
    private bool _isEnumerated, _isCut;
    private Numbers _numbers;

    /// <summary>Where the last value ends that was noted.</summary>
    internal readonly int End => _used;

    /// <summary>Whether it holds all values of a list of a message that has been parsed.</summary>
    /// <param name="layout">The list; none within a record.</param>
    internal readonly bool HasAll(int layout) => _layout == 0 || (_layout == layout && !_isCut);

    /// <summary>Whether anything is done behind the values of a list.</summary>
    /// <param name="layout">The list.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Takes(int layout)
    {
        if (_layout == 0 && (layout & ListLayout.IsWithinRecord) == 0)
            _layout = layout;
        return _layout == layout;
    }

    /// <summary>Lets a parser stop behind the next value of a list.</summary>
    /// <param name="layout">The list.</param>
    /// <param name="cursor">Where the parser stands.</param>
    internal void StopBehind(int layout, in ScanCursor cursor) =>
        (_layout, _isEnumerated, _place, _position) = (layout, true, cursor.State, cursor.Position);

    /// <summary>Where the parser stood before the value that was moved to.</summary>
    /// <param name="end">Where that value ends.</param>
    internal readonly ScannedPlace PlaceOf(int end) => new(_place, _position, _layout, end);

    /// <summary>Whether the parser is left behind each value: nothing is noted then.</summary>
    internal readonly bool IsEnumerated => _isEnumerated;

    /// <summary>Notes a value.</summary>
    /// <param name="registers">What is noted of it.</param>
    /// <param name="place">The place behind it.</param>
    /// <param name="position">The position behind it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(scoped in ScanRegisters registers, int place, int position)
    {
        var layout = new ListLayout(_layout);
        var (used, end) = (_used, _used + layout.Width);
        if (end > Numbers.Length || layout.Length > Vector128<ushort>.Count || (position | _place) > ushort.MaxValue)
        {
            AddOther(in registers, place, position);
            return;
        }

        // All eight at once; those behind the last one are overwritten by the next value.
        Note(((ReadOnlySpan<int>)registers)[layout.First..], ((Span<ushort>)_numbers)[used..]);
        if (layout.HasPlaces)
            (_numbers[end - 2], _numbers[end - 1]) = ((ushort)_place, (ushort)_position);
        (_place, _position, _used) = (place, position, end);
    }

    /// <summary>Whether the values of a list are noted.</summary>
    /// <param name="layout">The list.</param>
    internal bool Notes(int layout) => Takes(layout) && !_isEnumerated && !_isCut;

    /// <summary>How many more values can be noted.</summary>
    internal readonly int Room(int list) => (Numbers.Length - _used) / new ListLayout(list).Width;

    /// <summary>Notes records.</summary>
    internal void Add(ReadOnlySpan<PlainRecord> records, Vector128<byte> points, int list, int place)
    {
        var layout = new ListLayout(list);
        var (width, hasPlaces) = (layout.Width, layout.HasPlaces);
        Span<ushort> numbers = _numbers;
        var used = _used;
        foreach (var record in records)
        {
            Vector128.ShuffleNative(record.Points(), points).AsUInt16().CopyTo(numbers[used..]);
            used += width;
            if (hasPlaces)
            {
                (numbers[used - 2], numbers[used - 1]) = ((ushort)_place, (ushort)_position);
                (_place, _position) = (place, record.End + 1);
            }
        }

        _used = used;
    }

    /// <summary>Notes a value of many registers, or that there is one which is not noted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddOther(scoped in ScanRegisters registers, int place, int position)
    {
        var layout = new ListLayout(_layout);
        _isCut |= _used + layout.Width > Numbers.Length || (position | _place) > ushort.MaxValue;
        if (_isCut)
            return;
        var value = ((Span<ushort>)_numbers)[_used..];
        for (var i = 0; i < layout.Length; i += Vector128<ushort>.Count)
            Note(((ReadOnlySpan<int>)registers)[(layout.First + i)..], value[i..]);
        if (layout.HasPlaces)
            (value[layout.Length], value[layout.Length + 1]) = ((ushort)_place, (ushort)_position);
        (_place, _position, _used) = (place, position, _used + layout.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Note(ReadOnlySpan<int> registers, Span<ushort> value)
    {
        var numbers = Vector256.Create(registers).AsUInt32();
        Vector128.Narrow(numbers.GetLower(), numbers.GetUpper()).CopyTo(value);
    }

    /// <summary>Moves to a value that was noted.</summary>
    /// <param name="index">Where it begins; moved behind it.</param>
    /// <param name="registers">Take what was noted.</param>
    internal void MoveTo(scoped ref int index, ref ScanRegisters registers)
    {
        var layout = new ListLayout(_layout);
        var value = ((ReadOnlySpan<ushort>)_numbers)[index..];
        var target = ((Span<int>)registers)[layout.First..];
        for (var i = 0; i < layout.Length; i += Vector128<ushort>.Count)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(value[i..]));
            Vector256.Create(lower, upper).AsInt32().CopyTo(target[i..]);
        }

        if (layout.HasPlaces)
            (_place, _position) = (value[layout.Length], value[layout.Length + 1]);
        index += layout.Width;
    }

    [InlineArray(Length + ScanRegisters.Padding)]
    private struct Numbers
    {
        public const int Length = 208;

        private ushort _first;
    }
}
