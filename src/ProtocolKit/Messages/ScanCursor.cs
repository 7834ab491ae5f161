using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Where a parser stands within a message: all that it must remember between two calls.</summary>
/// <remarks>Offsets count from the first octet of the message. The default value stands before the first octet.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1051", Justification = "Parsers work on it in place, as on locals.")]
public struct ScanCursor
{
    /// <summary>The <see cref="State"/> behind the last octet of a message.</summary>
    public const int Complete = int.MaxValue;

    /// <summary>The <see cref="State"/> of a message of the right shape whose repeated value is another: no other alternative is
    /// tried.</summary>
    public const int WrongValue = int.MinValue;

    /// <summary>The number of the place in the rule, as the generated parser counts them; 0 is its beginning.</summary>
    public int State;

    /// <summary>Whether a value of the message itself was repeated as another: where all of the message has the right shape, it is
    /// <see cref="WrongValue"/> then.</summary>
    public bool HasWrongValue;

    /// <summary>Whether a value of an earlier message was repeated as another; likewise.</summary>
    public bool DiffersFromEarlier;

    /// <summary>How many octets of the message have been read.</summary>
    public int Position;

    /// <summary>Whether as much has been received as a message may have: more is not waited for.</summary>
    private bool _isFull;

    /// <summary>Where the octets end that have been received of the message.</summary>
    private int _end;

    /// <summary>Where labelled values begin and end, and how often repetitions have turned; named by constants in the generated
    /// parser.</summary>
    public ScanRegisters Registers;

    /// <summary>Where the values of a list begin that have been read.</summary>
    public ScannedList List;

    /// <summary>What reads the list behind whose values the parser is left, where it can.</summary>
    private PlainRecords? _records;

    /// <summary>The list behind whose values the parser is left: a <see cref="ListLayout"/>; or 0.</summary>
    private int _list;

    /// <summary>The list of the record in which it stands, behind whose values the parser is left, too; or 0.</summary>
    private int _outerList;

    /// <summary>How many records of that list end before the one in which it stands; less than 0 behind it.</summary>
    private int _outerLeft;

    /// <summary>How many values of the list have been read.</summary>
    private int _count;

    /// <summary>Whether a value of a list has been read.</summary>
    private bool _hasValues;

    /// <summary>Begins a message, or goes on where its parser was left.</summary>
    /// <param name="source">The octets, from the message's first one on.</param>
    /// <param name="maxOctets">How many a message may have.</param>
    /// <param name="place">The place where it begins; set to that where it was left.</param>
    /// <returns>The octets that may belong to the message.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Resume(ReadOnlySpan<byte> source, int maxOctets, scoped ref int place)
    {
        if (State != 0)
            place = State;
        _isFull = source.Length >= maxOctets;
        if (_isFull)
            source = source[..maxOctets];
        _end = source.Length;
        return source;
    }

    /// <summary>Leaves a parser that can't go on: because the octet that it has looked at is wrong, or because there is none yet.</summary>
    /// <param name="place">Where it goes on.</param>
    /// <param name="position">The position behind that octet.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public OperationStatus Stop(int place, int position) =>
        position <= _end ? OperationStatus.InvalidData : Wait(place, position - 1);

    /// <summary>Leaves a parser that can't go on in a part of known size: because the octet that it has looked at is wrong or beyond the
    /// part, or because there is none yet.</summary>
    /// <param name="place">Where it goes on.</param>
    /// <param name="position">The position behind that octet.</param>
    /// <param name="partEnd">Where the part ends.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public OperationStatus Stop(int place, int position, int partEnd) =>
        position > partEnd ? OperationStatus.InvalidData : Stop(place, position);

    /// <summary>Leaves a parser in a literal or a BER element that is not there, or not all of it.</summary>
    /// <param name="place">Where it goes on.</param>
    /// <param name="missing">What <see cref="WireFormat.Skip"/>, <see cref="WireFormat.ReadBer"/> or another one returned.</param>
    /// <param name="partEnd">Where the part ends in which it stands, if it does: no more of it will follow there.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public OperationStatus StopIn(int place, int missing, int partEnd = int.MaxValue) =>
        partEnd <= _end || missing == int.MinValue ? OperationStatus.InvalidData : Wait(place, ~missing);

    /// <summary>Leaves a parser in a literal out of several that is not there, or not all of it.</summary>
    /// <param name="place">Where it goes on.</param>
    /// <param name="position">Where the literal should begin.</param>
    /// <param name="source">The octets that are there.</param>
    /// <param name="literals">The literals.</param>
    /// <param name="partEnd">Where the part ends in which it stands, if it does: no more of it will follow there.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public OperationStatus StopIn(
        int place, int position, ReadOnlySpan<byte> source, LiteralSet literals, int partEnd = int.MaxValue) =>
        partEnd > _end && literals.CanBeginWith(source[position..]) ? Wait(place, position) : OperationStatus.InvalidData;

    /// <summary>Leaves a parser that waits for more octets.</summary>
    /// <param name="place">Where it goes on.</param>
    /// <param name="position">The position.</param>
    public OperationStatus Wait(int place, int position)
    {
        (State, Position) = (place, position);
        return _isFull ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
    }

    /// <summary>Leaves the parser behind a value of a list, where that is enumerated, or a list in it.</summary>
    /// <param name="list">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="place">Where the parser goes on.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the parser is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Leaves(int list, int place, int position)
    {
        _hasValues = true;
        return _list != 0 && IsLeft(list, place, position);
    }

    /// <summary>Leaves the parser behind two values that end at once, such as one and the record that ends with it.</summary>
    /// <param name="list">The list of the first one: a <see cref="ListLayout"/>.</param>
    /// <param name="second">That of the second one.</param>
    /// <param name="place">Where the parser goes on.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the parser is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Leaves(int list, int second, int place, int position)
    {
        _hasValues = true;
        return _list != 0 && IsLeft(list, place, position) | IsLeft(second, place, position);
    }

    /// <summary>Counts a value, or a record that has ended; whether the parser is left behind it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsLeft(int list, int place, int position)
    {
        if (list == _outerList)
        {
            _outerLeft--;
        }
        else if (list == _list)
        {
            _count++;
            IsBehindValue = _outerLeft == 0;
        }
        else
        {
            return false;
        }

        (State, Position) = (place, position);
        return true;
    }

    /// <summary>Begins to enumerate a list.</summary>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    /// <param name="record">The record in which it stands; the default value for a list of the message.</param>
    internal void Begin(int layout, ScannedList list, ScannedPlace record)
    {
        _list = layout;
        (_outerList, _outerLeft) = (record.Layout, record.Number);
        if (list.Records is not { } records || !records.Reads(layout))
            return;
        _records = records;
        (State, Position) = (records.Begin, list.Position);
    }

    /// <summary>Moves behind the next value of the list that is enumerated, where that is possible without the parser.</summary>
    /// <param name="source">The octets of the message.</param>
    /// <param name="block">What is known of the octets there.</param>
    /// <returns>Whether it has been moved to.</returns>
    internal bool MovesBehind(ReadOnlySpan<byte> source, ref PlainBlock block)
    {
        if (_records is { } records && records.TryNext(ref this, source, ref block))
        {
            _count++;
            return true;
        }

        if (block.Next != PlainBlock.AtEnd)
            block = default;
        return false;
    }

    /// <summary>Whether the parser has been left behind a value of the list, and not behind one in another record or behind a
    /// record.</summary>
    internal bool IsBehindValue { get; private set; }

    /// <summary>Lets the parser go on to the next value.</summary>
    /// <returns>Whether there may be one: not behind the record in which the list stands.</returns>
    internal bool TryGoOn()
    {
        IsBehindValue = false;
        return _outerLeft >= 0;
    }

    /// <summary>Whether plain records are passed over: no list is enumerated that may have values in them.</summary>
    /// <param name="records">The records.</param>
    /// <param name="position">The position of the first one.</param>
    internal bool Passes(PlainRecords records, int position)
    {
        if (_list == 0)
        {
            if (records.Begin != 0 && !_hasValues)
                List = new ScannedList(records, position);
            _hasValues = true;
            return true;
        }

        if (records.Reads(_list))
            _records = records;
        return (_list & ListLayout.IsWithinRecord) == 0 && _records != records;
    }

    /// <summary>Where a value stands.</summary>
    /// <param name="start">The register that holds where it begins; the next one holds where it ends, 0 where it is absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ScannedValue Value(int start) => Value(start, start + 1);

    /// <summary>Where a value stands.</summary>
    /// <param name="start">The register that holds where it begins.</param>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ScannedValue Value(int start, int end) => new(Registers[start], Registers[end]);

    /// <summary>Whether a value is there.</summary>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    public readonly bool Has(int end) => Registers[end] != 0;

    /// <summary>Where a record stands whose values the registers hold.</summary>
    /// <param name="list">The list that it is in: a <see cref="ListLayout"/>.</param>
    public readonly ScannedPlace Place(int list) => new(list, _count - 1);

    /// <summary>The known words that have been read.</summary>
    /// <param name="first">The first register of their set.</param>
    /// <param name="length">How many registers it has.</param>
    public readonly WordSet Words(int first, int length)
    {
        var words = default(UInt128);
        for (var i = 0; i < length; i++)
            words |= (UInt128)(uint)Registers[first + i] << 32 * i;
        return new WordSet(words);
    }

    /// <summary>Ends a message. Only what has the right shape can have a wrong value: another alternative may begin alike.</summary>
    /// <param name="position">The position behind it.</param>
    public OperationStatus Accept(int position)
    {
        Position = position;
        var isWrong = HasWrongValue || DiffersFromEarlier;
        State = isWrong ? WrongValue : Complete;
        return isWrong ? OperationStatus.InvalidData : OperationStatus.Done;
    }

    /// <summary>Says of a message that is read by itself what a parser says that compared it with no earlier one.</summary>
    /// <param name="status">What the parser said.</param>
    public readonly OperationStatus ReadAlone(OperationStatus status) =>
        State == WrongValue && !HasWrongValue ? OperationStatus.Done : status;
}

/// <summary>The registers of a <see cref="ScanCursor"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(Count + 1)]
public struct ScanRegisters
{
    /// <summary>How many registers there are; the one behind them takes what is not noted.</summary>
    public const int Count = 32;

    private int _first;
}
