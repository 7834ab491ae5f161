using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>What records look like that are read many octets at once: a word, or a word, a separator and a rest, and behind it always the
/// same octets, which lead back to where the next record begins.</summary>
/// <param name="First">The octets that a word may begin with.</param>
/// <param name="Word">The octets of a word.</param>
/// <param name="End">The octets behind a record.</param>
/// <param name="Behind">The state in which the parser stands when a record is noted: behind the first octet of the end.</param>
internal sealed record PlainRecordShape(OctetSet First, OctetSet Word, IReadOnlyList<byte> End, int Behind)
{
    /// <summary>How many registers of a record can be noted at once.</summary>
    private const int MaxRegisters = 8;

    /// <summary>What separates a word from a rest, or null where there is no rest.</summary>
    public byte? Separator { get; init; }

    /// <summary>The octets of a rest; those of a word and the separator are among them.</summary>
    public OctetSet Rest { get; init; }

    /// <summary>What has been done behind a record without a rest.</summary>
    public required PlainRecordEffects Alone { get; init; }

    /// <summary>What has been done behind a record with a rest; the same where there is none.</summary>
    public required PlainRecordEffects WithRest { get; init; }

    /// <summary>Whether the parser can be begun where a record begins: no register is looked at that was noted before.</summary>
    public required bool IsBegin { get; init; }

    public ScannedListModel List => Alone.List!;

    /// <summary>Whether all that is done for a record can be done for many at once.</summary>
    public bool IsUsable(IReadOnlyList<string> registers)
    {
        var own = List.Registers.Split(',');
        return (Alone.List, Alone.Turn, Alone.Known) == (WithRest.List, WithRest.Turn, WithRest.Known)
            && Alone.AreOf(own) && WithRest.AreOf(own) && Window(registers) is { Count: <= MaxRegisters } && own.All(register => Point(register) is not null);
    }

    /// <summary>Of each register that is noted of a record, the number of the point that it holds.</summary>
    public IReadOnlyList<int> Points(IReadOnlyList<string> registers) => [.. Window(registers).Select(register => Point(register) ?? 0)];

    private List<string> Window(IReadOnlyList<string> registers)
    {
        var own = List.Registers.Split(',');
        var all = registers.ToList();
        var (first, last) = (all.FindIndex(own.Contains), all.FindLastIndex(own.Contains));
        return all.GetRange(first, last - first + 1);
    }

    private int? Point(string register) => (Alone[register], WithRest[register]) switch
    {
        (RecordPoint.Start, RecordPoint.Start) => 1,
        (RecordPoint.End, RecordPoint.WordEnd) => 2,
        (RecordPoint.End, RecordPoint.End) => 3,
        (null or RecordPoint.None, RecordPoint.RestStart) => 5,
        (RecordPoint.None, RecordPoint.End) => 6,
        (RecordPoint.None, RecordPoint.None) => 0,
        // Where a value begins that is not there, nobody asks.
        (null, null) when register.EndsWith("Start", StringComparison.Ordinal) => 0,
        _ => null,
    };
}
