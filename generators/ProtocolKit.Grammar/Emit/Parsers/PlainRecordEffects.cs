using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>What a parser has done when it has read a record, as far as anything looks at it.</summary>
/// <param name="ignored">The registers that nothing looks at behind the record.</param>
internal sealed class PlainRecordEffects(IReadOnlySet<string> ignored)
{
    private readonly Dictionary<string, RecordPoint> _registers = [];

    private PlainRecordEffects(PlainRecordEffects other)
        : this(other.Ignored)
    {
        _registers = new(other._registers);
        (List, Turn, Known) = (other.List, other.Turn, other.Known);
    }

    private IReadOnlySet<string> Ignored { get; } = ignored;

    /// <summary>The list in which the record was noted, or null.</summary>
    public ScannedListModel? List { get; private set; }

    /// <summary>What has counted it, or null.</summary>
    public CountUp? Turn { get; private set; }

    /// <summary>What has noted its word, or null.</summary>
    public NoteWord? Known { get; private set; }

    public PlainRecordEffects Copy() => new(this);

    /// <summary>Adds what is done on a way.</summary>
    /// <param name="operations">That.</param>
    /// <param name="point">Where, or null where no position may be noted.</param>
    /// <returns>Whether it is known what that does.</returns>
    public bool Add(IReadOnlyList<Operation> operations, RecordPoint? point) => operations.All(operation => operation switch
    {
        NotePosition note => Ignored.Contains(note.Register) || point is { } place && Set(note.Register, place),
        SetRegister set => Ignored.Contains(set.Register) || set.Value == 0 && Set(set.Register, RecordPoint.None),
        CopyRegister copy => Ignored.Contains(copy.To)
            || _registers.TryGetValue(copy.From, out var value) && Set(copy.To, value),
        CountUp count => Ignored.Contains(count.Register) || Take(Turn is null, () => Turn = count),
        StopBehind { List.IsWithinRecord: true } => true,
        StopBehind stop => Take(List is null && point == RecordPoint.End, () => List = stop.List),
        NoteWord note => Take(
            Known is null && point is RecordPoint.WordEnd or RecordPoint.End
                && _registers.GetValueOrDefault(note.StartRegister) == RecordPoint.Start,
            () => Known = note),
        _ => false,
    });

    /// <summary>Whether both have done the same.</summary>
    public bool Equals(PlainRecordEffects other) => (List, Turn, Known) == (other.List, other.Turn, other.Known)
        && _registers.Count == other._registers.Count
        && _registers.All(item => other._registers.TryGetValue(item.Key, out var point) && point == item.Value);

    /// <summary>What a register holds behind a record.</summary>
    /// <param name="register">The register.</param>
    /// <returns>The point, or null where nothing has been done to it.</returns>
    public RecordPoint? this[string register] => _registers.TryGetValue(register, out var point) ? point : null;

    /// <summary>Whether nothing has been done to registers of other lists.</summary>
    public bool AreOf(IReadOnlyCollection<string> registers) => _registers.Keys.All(registers.Contains);

    private bool Set(string register, RecordPoint point)
    {
        _registers[register] = point;
        return true;
    }

    private static bool Take(bool isPossible, Action take)
    {
        if (isPossible)
            take();
        return isPossible;
    }
}
