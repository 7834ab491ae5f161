using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Where the interpreter stands: all that it must remember between two octets.</summary>
internal sealed class ReaderState
{
    private byte[] _octets = new byte[64];

    public int State { get; set; }

    /// <summary>How many octets have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Where the parts end that it stands in, by depth.</summary>
    public Dictionary<int, int> PartEnds { get; private init; } = [];

    /// <summary>How often repetitions have turned, how often they still have to, or where a run of octets began.</summary>
    public Dictionary<int, int> Loops { get; private init; } = [];

    /// <summary>Where repeated values begin, by occurrence.</summary>
    public Dictionary<int, int> References { get; private init; } = [];

    /// <summary>Where labels have begun last.</summary>
    public Dictionary<string, int> Begun { get; private init; } = [];

    /// <summary>The last value of each label.</summary>
    public Dictionary<string, (int Start, int End)> Values { get; private init; } = [];

    /// <summary>What happened to labels, the last first.</summary>
    public LabelEvent? Events { get; set; }

    public bool HasWrongValue { get; set; }

    /// <summary>Whether a repetition has turned too often, or not often enough.</summary>
    public bool IsBeyondBound { get; set; }

    /// <summary>The header of a BER element that has been read in part, or null.</summary>
    public BerHeader? Header { get; set; }

    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, Position);

    public ReaderState Copy() => new()
    {
        _octets = [.. _octets.AsSpan(0, Math.Max(Position, 64))],
        State = State,
        Position = Position,
        PartEnds = new(PartEnds),
        Loops = new(Loops),
        References = new(References),
        Begun = new(Begun),
        Values = new(Values),
        Events = Events,
        HasWrongValue = HasWrongValue,
        IsBeyondBound = IsBeyondBound,
        Header = Header,
    };

    public void Take(byte octet)
    {
        if (Position == _octets.Length)
            Array.Resize(ref _octets, 2 * Position);
        _octets[Position++] = octet;
    }
}

/// <summary>What happened to a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Position">Where.</param>
/// <param name="Before">What happened before.</param>
internal sealed record LabelEvent(string Label, LabelEventKind Kind, int Position, LabelEvent? Before);

/// <summary>What can happen to a label.</summary>
internal enum LabelEventKind
{
    Begun,
    Ended,
    Forgotten,
}

/// <summary>The header of a BER element, or an integer, that has been read in part.</summary>
/// <param name="Way">The marker that it belongs to.</param>
/// <param name="Begin">Where it begins.</param>
/// <param name="Missing">How many octets of the length are missing; -1 before the first.</param>
/// <param name="Length">What the octets of the length say so far.</param>
/// <param name="Contents">Where the contents begin of an integer whose length has been read; else 0.</param>
internal sealed record BerHeader(DfaMarkerTransition Way, int Begin, int Missing = -1, long Length = 0, int Contents = 0);
