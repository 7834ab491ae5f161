using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>The contents of a BER element of which nothing is looked at: the element is read at once.</summary>
/// <param name="AtBegin">What is done where the contents begin.</param>
/// <param name="AtEnd">What is done behind them.</param>
/// <param name="Target">The state behind them.</param>
/// <param name="Inner">The states within.</param>
internal sealed record BerContents(IReadOnlyList<Operation> AtBegin, IReadOnlyList<Operation> AtEnd, int Target, IReadOnlyList<int> Inner)
{
    /// <summary>Finds the contents that begin in a state.</summary>
    /// <param name="states">All states.</param>
    /// <param name="first">The state.</param>
    /// <returns>The contents, or null where something is looked at in them.</returns>
    public static BerContents? Find(IReadOnlyList<DfaState> states, DfaState first)
    {
        if (first is not { IsAccepting: false, Transitions: [var only], Markers: [{ Marker: EndWithin } end] }
            || only.Octets != OctetSet.All)
            return null;
        if (only.Target == first.Id)
            return only.Operations.Count == 0 ? new BerContents([], end.Operations, end.Target, [first.Id]) : null;

        // Where a value begins with the contents, its first octet notes that.
        return states[only.Target] is { IsAccepting: false, Transitions: [var run], Markers: [{ Marker: EndWithin } last] } rest
            && run.Octets == OctetSet.All && run.Target == rest.Id && run.Operations.Count == 0 && last.Target == end.Target
            && only.Operations.All(operation => operation is NotePosition)
                && end.Operations.SequenceEqual([.. only.Operations, .. last.Operations])
            ? new BerContents(only.Operations, last.Operations, last.Target, [first.Id, rest.Id]) : null;
    }
}
