using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>What records look like that are read many octets at once: a word, or a word, a separator and a rest, and behind it always the
/// same octets, which lead back to where the next record begins.</summary>
/// <param name="First">The octets that a word may begin with.</param>
/// <param name="Word">The octets of a word.</param>
/// <param name="End">The octets behind a record.</param>
/// <param name="InWord">The state within a word.</param>
/// <param name="Behind">The state behind the first octet of the end.</param>
internal sealed record PlainRecordShape(OctetSet First, OctetSet Word, IReadOnlyList<byte> End, int InWord, int Behind)
{
    /// <summary>What separates a word from a rest, or null where there is no rest.</summary>
    public byte? Separator { get; init; }

    /// <summary>The octets of a rest; those of a word and the separator are among them.</summary>
    public OctetSet Rest { get; init; }

    /// <summary>The octets behind the last record but one, or none if they are those of <see cref="End"/>.</summary>
    public IReadOnlyList<byte> BeforeLast { get; init; } = [];

    /// <summary>The octets from behind the last record to the end of the message, or none if they are not known.</summary>
    public IReadOnlyList<byte> Last { get; init; } = [];

    /// <summary>What has been done behind a record without a rest.</summary>
    public required PlainRecordEffects Alone { get; init; }

    /// <summary>What has been done behind a record with a rest; the same where there is none.</summary>
    public required PlainRecordEffects WithRest { get; init; }

    /// <summary>Whether the parser can be begun where a record begins: no register is looked at that was noted before.</summary>
    public required bool IsBegin { get; init; }

    public ScannedListModel List => Alone.List!;

    /// <summary>Whether all that is done for a record can be done for many at once.</summary>
    public bool IsUsable => (Alone.List, Alone.Turn, Alone.Known) == (WithRest.List, WithRest.Turn, WithRest.Known)
        && Alone.AreOf(Own) && WithRest.AreOf(Own) && Registers is not null;

    /// <summary>The registers that note where a record begins, where its word ends, where it ends, and where its rest begins and ends: null
    /// for one that is not there. No list where more is noted.</summary>
    public IReadOnlyList<string?>? Registers
    {
        get
        {
            var registers = new string?[(int)RecordPoint.RestEnd];
            foreach (var register in Own)
            {
                if (Points(register) is not { } points)
                    return null;
                if (points.Length == 0)
                    continue;
                var free = points.Where(point => registers[(int)point - 1] is null).ToArray();
                if (free.Length == 0)
                    return null;
                registers[(int)free[0] - 1] = register;
            }

            return registers;
        }
    }

    /// <summary>Whether records of both have the same octets, and the same is noted of them; these need not be counted.</summary>
    public bool IsLike(PlainRecordShape other) =>
        (First, Word, Separator, Rest, List) == (other.First, other.Word, other.Separator, other.Rest, other.List)
            && Alone.Known == other.Alone.Known && (Alone.Turn is null || Alone.Turn == other.Alone.Turn)
            && Registers!.SequenceEqual(other.Registers!);

    private string[] Own => List.Registers.Split(',');

    /// <summary>The points that a register may hold: none where nobody asks; null where it holds another one.</summary>
    private RecordPoint[]? Points(string register) => (Alone[register], WithRest[register]) switch
    {
        (RecordPoint.Start, RecordPoint.Start) => [RecordPoint.Start],
        (RecordPoint.End, RecordPoint.WordEnd) => [RecordPoint.WordEnd],
        (RecordPoint.End, RecordPoint.End) when Separator is null => [RecordPoint.End, RecordPoint.WordEnd],
        (RecordPoint.End, RecordPoint.End) => [RecordPoint.End],
        (null or RecordPoint.None, RecordPoint.RestStart) => [RecordPoint.RestStart],
        (RecordPoint.None, RecordPoint.End) => [RecordPoint.RestEnd],
        (RecordPoint.None, RecordPoint.None) when Separator is null => [RecordPoint.RestEnd, RecordPoint.RestStart],
        // Where a value begins that is not there, nobody asks.
        (null, null) when register.EndsWith("Start", StringComparison.Ordinal) => [],
        _ => null,
    };
}
