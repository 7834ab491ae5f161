using System.Globalization;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Reads a message octet by octet as its automaton says: what an emitted parser must say, too.</summary>
/// <remarks>It shares nothing with the emitter.</remarks>
internal sealed partial class AutomatonReader
{
    private readonly AutomatonFacts _facts;
    private readonly DrawnValues _values;
    private readonly ReaderState _at;

    public AutomatonReader(AutomatonFacts facts, DrawnValues values)
        : this(facts, values, new ReaderState(), Verdict.NeedMoreData) => Settle();

    private AutomatonReader(AutomatonFacts facts, DrawnValues values, ReaderState at, Verdict verdict) =>
        (_facts, _values, _at, Verdict) = (facts, values, at, verdict);

    /// <summary>What is said of the octets so far.</summary>
    public Verdict Verdict { get; private set; }

    public AutomatonFacts Facts => _facts;

    public DrawnValues Values => _values;

    /// <summary>Where it stands.</summary>
    public ReaderState At => _at;

    /// <summary>The state that it stands in.</summary>
    public DfaState State => _facts.States[_at.State];

    /// <summary>The labels, as <see cref="DriverSource"/> shows them.</summary>
    public string Labels => LabelText.Of(_facts.Message.Members, LabelTree.Of(_facts, _at));

    /// <summary>Whether the octets can't become a message, although each may stand where it does: a parser may say so at once, or
    /// later.</summary>
    /// <remarks>Octets of a literal or a field are read together: what was counted before them is checked behind them.</remarks>
    public bool IsUndecided => Verdict == Verdict.NeedMoreData && (_at.IsBeyondBound || IsHopeless);

    /// <summary>Whether the rest of the part that it stands in is too short for what must stand there.</summary>
    public bool IsHopeless =>
        State.Depth > 0 && _at.Header is null && Limit(State) - _at.Position < _facts.LeastToEndOfPart(State);

    /// <summary>Whether the next octets are spelled out, any digits, or whichever they are.</summary>
    private bool IsInLiteral => State is { IsAccepting: false, Markers.Count: 0 }
        && State.Transitions.TrueForAll(way => way.Operations.Count == 0 && way.Target != State.Id && IsRead(way.Octets));

    private static bool IsRead(OctetSet octets) =>
        octets.Count is <= 2 or 256 || octets == OctetSet.Range((byte)'0', (byte)'9');

    /// <summary>Whether an octet leads on.</summary>
    private bool NeedsOctet => _at.Header is not null || State.Transitions.Count > 0 || State.Markers.Exists(way => TagOf(way.Marker) >= 0);

    public AutomatonReader Copy() => new(_facts, _values, _at.Copy(), Verdict);

    /// <summary>Whether no way leads on with an octet, whatever was read before.</summary>
    public bool Refuses(byte octet) =>
        _at.Header is null && !State.Transitions.Exists(way => way.Octets.Contains(octet))
        && !State.Markers.Exists(way => TagOf(way.Marker) == octet);

    /// <summary>Reads one octet more; it has not failed before.</summary>
    public Verdict Read(byte octet)
    {
        if (_at.Header is { } header)
        {
            ReadHeader(header, octet);
        }
        else if (State.Markers.Find(way => TagOf(way.Marker) == octet) is { } element)
        {
            _at.Take(octet);
            _at.Header = new BerHeader(element, _at.Position - 1);
        }
        else if (State.Transitions.Find(way => way.Octets.Contains(octet)) is { } transition)
        {
            Do(transition.Operations, _at.Position);
            _at.Take(octet);
            _at.State = transition.Target;
        }
        else
        {
            Verdict = Verdict.InvalidData;
        }

        Settle();
        return Verdict;
    }

    /// <summary>Reads octets up to where something else than <see cref="Verdict.NeedMoreData"/> is said.</summary>
    public AutomatonReader ReadAll(ReadOnlySpan<byte> octets)
    {
        for (var i = 0; i < octets.Length && Verdict == Verdict.NeedMoreData; i++)
            Read(octets[i]);
        return this;
    }

    /// <summary>Where the octets end at most that may be read in a state.</summary>
    public int Limit(DfaState state) => state.Depth == 0 ? _facts.Protocol.Limits.Octets : _at.PartEnds[state.Depth];

    public static int TagOf(Marker marker) => marker switch { BeginBer begin => begin.Tag, ReadBerInteger read => read.Tag, _ => -1 };

    /// <summary>Goes on to where an octet is needed, or to the end.</summary>
    private void Settle()
    {
        while (Verdict == Verdict.NeedMoreData && _at.Header is null && Pass())
        {
        }

        if (Verdict is Verdict.Done or Verdict.WrongValue || !IsInLiteral)
            Require(!_at.IsBeyondBound);
        if (Verdict == Verdict.NeedMoreData)
            Require(NeedsOctet && _at.Position < _facts.Protocol.Limits.Octets
                && (_at.Header is { Contents: > 0 } || _at.Position < Limit(State)));
    }

    /// <summary>Passes what is no octet; false where an octet is needed.</summary>
    private bool Pass()
    {
        var state = State;
        if (state.IsAccepting)
        {
            Do(state.AcceptOperations, _at.Position);
            if (Verdict == Verdict.NeedMoreData)
                Verdict = _at.HasWrongValue ? Verdict.WrongValue : Verdict.Done;
            return false;
        }

        foreach (var way in state.Markers)
        {
            switch (way.Marker)
            {
                case EndWithin when _at.Position == Limit(state):
                    Go(way);
                    return true;
                case BeginWithin { Size: BerSize }:
                    _at.Header = new BerHeader(way, _at.Position);
                    return false;
                case BeginWithin begin:
                    Go(way);
                    BeginPart(state, begin.Depth, SizeOf(begin));
                    return true;
                case BeginCount count:
                    Go(way);
                    var turns = Number(count.Count);
                    Require(turns >= 0 && turns <= _facts.Protocol.Limits.Items);
                    _at.Loops[count.Loop] = (int)turns;
                    return true;
                case AnotherTurn turn when _at.Loops[turn.Loop] > 0:
                    _at.Loops[turn.Loop]--;
                    Go(way);
                    return true;
                case NoMoreTurns turn when _at.Loops[turn.Loop] == 0:
                    Go(way);
                    return true;
            }
        }

        return false;
    }

    private void Go(DfaMarkerTransition way)
    {
        Do(way.Operations, _at.Position);
        _at.State = way.Target;
    }

    private long SizeOf(BeginWithin begin) => begin.Size switch
    {
        ConstantSize constant => constant.Octets,
        LabelSize size => Number(size.Label) + size.Constant,
        _ => throw new InvalidOperationException("The size stands in a header."),
    };

    private void BeginPart(DfaState outside, int depth, long size)
    {
        Require(size >= 0 && size <= Limit(outside) - _at.Position);
        _at.PartEnds[depth] = (int)(_at.Position + size);
    }

    private void Require(bool condition)
    {
        if (!condition)
            Verdict = Verdict.InvalidData;
    }

    private void ReadHeader(BerHeader header, byte octet)
    {
        var state = State;
        _at.Take(octet);
        if (header.Contents > 0)
        {
            EndInteger(header);
            return;
        }

        if (header.Missing < 0)
        {
            var missing = octet < 0x80 ? 0 : octet & 0x7F;
            Require(octet != 0x80 && missing <= 4 && missing <= Limit(state) - _at.Position);
            header = header with { Missing = missing, Length = missing == 0 ? octet : 0 };
        }
        else
        {
            header = header with { Missing = header.Missing - 1, Length = header.Length << 8 | octet };
        }

        _at.Header = header;
        if (header.Missing > 0 || Verdict != Verdict.NeedMoreData)
            return;
        Require(header.Length <= Limit(state) - _at.Position);
        if (header.Way.Marker is ReadBerInteger)
        {
            Require(header.Length is >= 1 and <= 8);
            _at.Header = header with { Contents = _at.Position };
            return;
        }

        _at.Header = null;
        BeginPart(state, header.Way.Marker is BeginBer begin ? begin.Depth : ((BeginWithin)header.Way.Marker).Depth, header.Length);
        Do(header.Way.Operations, header.Begin);
        _at.State = header.Way.Target;
    }

    private void EndInteger(BerHeader header)
    {
        var contents = _at.Octets[header.Contents..];
        if (contents.Length < header.Length)
            return;
        var read = (ReadBerInteger)header.Way.Marker;
        Require(contents.Length == 1 || (contents[0], contents[1] < 0x80) is not ((0, true) or (0xFF, false)));
        var value = Numbers.Read(contents.ToArray(), LabelKind.BerInteger);
        Do(header.Way.Operations, header.Begin);
        Require(read.Ranges.Length == 0 || Array.Exists(read.Ranges.Split(' '), range => IsIn(value, range.Split(".."))));
        if (read.Label is { } label)
        {
            Begin(label, header.Contents);
            End(label, _at.Position);
        }

        if (read.Reference is { } name && value != (_facts.FindLabel(name) is null ? Earlier(name) : Number(name)))
            _at.HasWrongValue = true;
        _at.Header = null;
        _at.State = header.Way.Target;
    }

    private static bool IsIn(long value, string[] range) =>
        value >= decimal.Parse(range[0], CultureInfo.InvariantCulture) && value <= decimal.Parse(range[1], CultureInfo.InvariantCulture);
}
