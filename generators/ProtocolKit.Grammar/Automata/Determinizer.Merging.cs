using System.Collections.Immutable;

namespace ProtocolKit.Grammar.Automata;

/// <content>What the ways that share an octet do together: they must agree on labels, values and turns.</content>
internal sealed partial class Determinizer
{
    /// <summary>What is done on a transition, and where it leads, from the ways that share it.</summary>
    private List<Operation> Merge(int id, List<Path> paths, Symbol? symbol, out Configuration[] targets)
    {
        if (paths.TrueForAll(path => path.Operations.Count == 0 && path.Source.Absent.IsEmpty))
        {
            var none = ImmutableSortedSet<string>.Empty;
            targets = paths.Count == 1 ? [new Configuration(paths[0].Target, none)]
                : [.. paths.Select(path => path.Target).Distinct().Select(target => new Configuration(target, none))];
            return [];
        }

        var result = new List<Operation>();
        CheckAgreement(id, paths, symbol);
        // One way may do the same twice: an empty value ends, and the next one begins.
        result.AddRange(
            paths.TrueForAll(path => path.Operations.SequenceEqual(paths[0].Operations)) ? paths[0].Operations
            : paths.SelectMany(path => path.Operations).Distinct());

        // Per label: which ways set its end here, which know none, which keep what they had.
        var labels = paths.SelectMany(path => path.Operations).Select(operation => operation switch
        {
            EndLabel end => end.Label,
            BeginLabel begin => begin.Label,
            _ => null,
        }).Concat(paths.SelectMany(path => path.Source.Absent)).Where(label => label is not null).Distinct().Order(StringComparer.Ordinal)
            .ToArray();

        var absent = paths.Select(path => new SortedSet<string>(path.Source.Absent, StringComparer.Ordinal)).ToArray();
        foreach (var label in labels)
        {
            CheckBegins(id, label!, paths, symbol);
            var ends = paths.Select(path => path.Operations.Any(operation => operation is EndLabel end && end.Label == label)).ToArray();
            if (!ends.Contains(true))
                continue;
            for (var i = 0; i < paths.Count; i++)
            {
                if (ends[i])
                    absent[i].Remove(label!);
                else if (_listLabels.Contains(label!) || _behind[label!].Contains(paths[i].Source.State))
                    Report(DeterminizationErrorKind.LateLabel, label!, id, symbol);
                else
                    absent[i].Add(label!);
            }
        }

        var merged = new Dictionary<int, SortedSet<string>>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (merged.TryGetValue(paths[i].Target, out var other))
            {
                foreach (var label in other.Except(absent[i]).Concat(absent[i].Except(other)).ToArray())
                    Report(DeterminizationErrorKind.AmbiguousLabel, label, id, symbol);
                other.IntersectWith(absent[i]);
            }
            else
            {
                merged.Add(paths[i].Target, absent[i]);
            }
        }

        // What no way has a value of any more need not be told apart.
        foreach (var label in merged.Values.SelectMany(set => set).Distinct().Order(StringComparer.Ordinal).ToArray())
        {
            if (!merged.Values.All(set => set.Contains(label)))
                continue;
            result.Add(new ForgetLabel(label));
            foreach (var set in merged.Values)
                set.Remove(label);
        }

        targets = [.. merged.Select(item => new Configuration(item.Key, [.. item.Value]))];
        return result;
    }

    /// <summary>Where one way begins a label, no other may still need the place that is noted for it.</summary>
    private void CheckBegins(int id, string label, List<Path> paths, Symbol? symbol)
    {
        var begins = paths.Where(path => path.Operations.Any(operation => operation is BeginLabel begin && begin.Label == label)).ToArray();
        if (begins.Length == 0 || begins.Length == paths.Count)
            return;
        foreach (var path in paths.Except(begins))
        {
            var isInside = path.Target >= 0 && _nfa.Open[path.Target].Contains(label);
            if (isInside || !_listLabels.Contains(label) && _behind[label].Contains(path.Source.State))
                Report(DeterminizationErrorKind.LateLabel, label, id, symbol);
        }
    }

    /// <summary>For each label the states that can be reached from its end.</summary>
    private Dictionary<string, HashSet<int>> FindStatesBehindLabels()
    {
        var result = new Dictionary<string, HashSet<int>>();
        foreach (var (label, target) in _nfa.Edges.SelectMany(edges => edges)
            .Where(edge => edge.Operation is BeginLabel or EndLabel)
            .Select(edge =>
                (edge.Operation is EndLabel end ? end.Label : ((BeginLabel)edge.Operation!).Label,
                edge.Operation is EndLabel ? edge.Target : -1)))
        {
            if (!result.TryGetValue(label, out var states))
                result.Add(label, states = []);
            var open = new Stack<int>();
            if (target >= 0 && states.Add(target))
                open.Push(target);
            while (open.TryPop(out var state))
            {
                foreach (var edge in _nfa.Edges[state])
                {
                    if (states.Add(edge.Target))
                        open.Push(edge.Target);
                }
            }
        }

        return result;
    }

    private void CheckAgreement(int id, List<Path> paths, Symbol? symbol)
    {
        if (paths.Count < 2)
            return;
        foreach (var target in paths.GroupBy(path => path.Target).Where(group => group.Count() > 1))
        {
            var first = target.First().Operations.Where(IsLabel).ToArray();
            foreach (var path in target.Skip(1))
            {
                foreach (var operation in first.Except(path.Operations.Where(IsLabel)).Concat(path.Operations.Where(IsLabel).Except(first)))
                    Report(DeterminizationErrorKind.AmbiguousLabel, operation is EndLabel end ? end.Label : ((BeginLabel)operation).Label,
                        id, symbol);
            }
        }

        foreach (var operation in paths.SelectMany(path => path.Operations).Distinct())
        {
            var all = paths.All(path => path.Operations.Contains(operation));
            if (operation is EndReference reference && !all)
                Report(DeterminizationErrorKind.LateReference, reference.Name, id, symbol);

            // A turn is not counted while it may go on; a bound of the limits may come early, one of the grammar may not.
            var goesOn = operation is CountTurn { Maximum: not null } turn
                && paths.Exists(path => !path.Operations.Contains(turn) && _turns.Contains(turn, path.Target));
            if (operation is EndBoundedRun && !all || goesOn)
                Report(DeterminizationErrorKind.LateReference, "", id, symbol);
        }
    }

    private static bool IsLabel(Operation operation) => operation is BeginLabel or EndLabel;
}
