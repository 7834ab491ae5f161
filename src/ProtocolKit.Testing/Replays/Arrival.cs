namespace ProtocolKit.Testing;

/// <summary>In which pieces the peer's turns arrive.</summary>
internal readonly record struct Arrival
{
    private readonly int _turn;
    private readonly int _offset;
    private readonly Kind _kind;

    private Arrival(Kind kind, int turn, int offset)
    {
        _kind = kind;
        _turn = turn;
        _offset = offset;
    }

    private enum Kind
    {
        Whole,
        CutOnce,
        OctetByOctet,
    }

    /// <summary>Each turn in one piece.</summary>
    public static Arrival Whole => default;

    /// <summary>Whether each octet arrives by itself.</summary>
    public bool IsOctetByOctet => _kind == Kind.OctetByOctet;

    /// <summary>All the other ways: one turn cut in two, at every place of every turn, and then octet by octet.</summary>
    public static IEnumerable<Arrival> Others(ReplayScript script, UpgradeRole role)
    {
        for (var turn = 0; turn < script.Turns.Count; turn++)
        {
            if (script.Turns[turn].Sender == role)
                continue;
            for (var offset = 1; offset < script.Turns[turn].Octets.Length; offset++)
                yield return new Arrival(Kind.CutOnce, turn, offset);
        }

        yield return new Arrival(Kind.OctetByOctet, 0, 0);
    }

    /// <summary>How many octets of a turn have arrived with the next piece.</summary>
    public int Next(int turn, int arrived, int length) => _kind switch
    {
        Kind.OctetByOctet => arrived + 1,
        Kind.CutOnce when turn == _turn && arrived < _offset && _offset < length => _offset,
        _ => length,
    };

    public override string ToString() => _kind switch
    {
        Kind.CutOnce => $"Turn {_turn} cut at octet {_offset}",
        Kind.OctetByOctet => "Octet by octet",
        _ => "Whole",
    };
}
