using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Reads all that a sentence can say by the rule of its message, and minds the sizes and counts: those that the sentence spells
/// out must be right. A size that the sentence computes is known to be.</summary>
internal sealed class SizeProof
{
    private const int MaxPlaces = 50_000;

    private readonly Dfa _sentence;
    private readonly Dfa _rule;
    private readonly IReadOnlyDictionary<string, LabelKind> _sizes;
    private bool _isUnknown;

    private SizeProof(Dfa sentence, Dfa rule)
    {
        (_sentence, _rule) = (sentence, rule);
        _sizes = _rule.Sizes;
    }

    /// <summary>A sentence that the rule does not read, or null where there is none.</summary>
    /// <param name="sentence">All that can be said.</param>
    /// <param name="rule">All that the rule reads.</param>
    /// <param name="isKnown">Whether all of it could be looked at.</param>
    public static IReadOnlyList<Symbol>? FindOutside(Dfa sentence, Dfa rule, out bool isKnown)
    {
        var proof = new SizeProof(sentence, rule);
        var outside = proof.Explore();
        isKnown = !proof._isUnknown;
        return isKnown ? outside : null;
    }

    /// <summary>A place in both.</summary>
    /// <param name="P">The state of the sentence.</param>
    /// <param name="Q">The state of the rule; -1 where the rule reads no further.</param>
    /// <param name="Parts">The parts that the rule is in, outermost first: how many octets are left, or -1 where the sentence is in it
    /// too.</param>
    /// <param name="Turns">Of each counted repetition how many turns are left, or -1 where the sentence counts as well.</param>
    /// <param name="Values">Of each size its octets so far; null where they are not spelled out.</param>
    /// <param name="Open">The sizes that are being read.</param>
    /// <param name="Own">Of each part that the sentence is in, outermost first, whether the rule is not in it.</param>
    private sealed record Place(
        int P, int Q, int[] Parts, Dictionary<int, int> Turns, Dictionary<string, string?> Values, List<string> Open,
        bool[] Own)
    {
        public string Key => string.Join('|', P, Q, string.Join(',', Parts), string.Join(',', Turns.OrderBy(t => t.Key)),
            string.Join(
                ',', Values.OrderBy(v => v.Key)
                .Select(v => $"{v.Key}={(v.Value is null ? "?" : Convert.ToHexString(Encoding.Latin1.GetBytes(v.Value)))}")),
                string.Join(',', Open), string.Join(',', Own));
    }

    private List<Symbol>? Explore()
    {
        var first = new Place(0, 0, [], [], [], [], []);
        var origin = new Dictionary<string, (string? From, Symbol? Symbol)> { [first.Key] = default };
        var open = new Queue<Place>([first]);
        while (open.TryDequeue(out var place))
        {
            if (place.Q < 0 || _sentence.States[place.P].IsAccepting && !Ends(place))
                return [.. Trace(origin, place.Key),
                    .. _sentence.States[place.P].IsAccepting ? [] : LanguageRelation.Complete(_sentence, _sentence.States[place.P])];
            _isUnknown |= origin.Count > MaxPlaces;
            if (_isUnknown)
                return null;
            foreach (var (next, symbol) in Next(place))
            {
                if (origin.TryAdd(next.Key, (place.Key, symbol)))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<Symbol> Trace(Dictionary<string, (string? From, Symbol? Symbol)> origin, string key)
    {
        var path = new List<Symbol>();
        for (var step = origin[key]; step.From is not null; step = origin[step.From])
        {
            if (step.Symbol is not null)
                path.Insert(0, step.Symbol);
        }

        return path;
    }

    /// <summary>Whether the rule's message can end here, perhaps behind markers.</summary>
    private bool Ends(Place place)
    {
        var state = _rule.States[place.Q];
        return state.IsAccepting || OfRule(place) is { } next && next.Q >= 0 && Ends(next);
    }

    private IEnumerable<(Place, Symbol?)> Next(Place place)
    {
        var (p, q) = (_sentence.States[place.P], _rule.States[place.Q]);
        foreach (var t in p.Markers)
        {
            if (q.Markers.Find(u => IsSame(t.Marker, u.Marker, place)) is { } same)
                yield return (Together(place, t, same), new MarkerSymbol(t.Marker));
            else if (OfRule(place) is { } alone)
                yield return (alone, null);
            else
                yield return (OfSentence(place, t), new MarkerSymbol(t.Marker));
        }

        if (p.Markers.Count > 0 && p.Transitions.Count == 0)
            yield break;
        if (OfRule(place) is { } moved)
        {
            yield return (moved, null);
            yield break;
        }

        foreach (var t in p.Transitions)
        {
            var rest = t.Octets;
            foreach (var u in q.Transitions)
            {
                var common = t.Octets & u.Octets;
                rest -= u.Octets;
                if (!common.IsEmpty)
                {
                    foreach (var next in Take(place, t.Target, u, common))
                        yield return next;
                }
            }

            if (!rest.IsEmpty)
                yield return (place with { P = t.Target, Q = -1 }, new OctetSymbol(rest));
        }
    }

    private IEnumerable<(Place, Symbol?)> Take(Place place, int p, DfaTransition transition, OctetSet octets)
    {
        if (place.Parts.Contains(0))
        {
            yield return (place with { P = p, Q = -1 }, new OctetSymbol(octets));
            yield break;
        }

        var next = Do(
            place, transition.Operations) with { P = p, Q = transition.Target,
            Parts = [.. place.Parts.Select(left => left > 0 ? left - 1 : left)] };
        if (next.Open.Count == 0)
        {
            yield return (next, new OctetSymbol(octets));
        }
        else
        {
            // What may be one of several octets is computed, not spelled out.
            yield return (With(next, value => octets.Count == 1 ? value + (char)octets.Representative() : null), new OctetSymbol(octets));
        }
    }

    private static Place With(Place place, Func<string, string?> change) =>
        place with { Values = place.Values.ToDictionary(value => value.Key, value =>
            place.Open.Contains(value.Key) && value.Value is not null ? change(value.Value) : value.Value) };

    private Place Do(Place place, IEnumerable<Operation> operations)
    {
        var (values, open) = (new Dictionary<string, string?>(place.Values), new List<string>(place.Open));
        foreach (var operation in operations)
        {
            if (operation is BeginLabel begin && _sizes.ContainsKey(begin.Label))
            {
                values[begin.Label] = "";
                open.Add(begin.Label);
            }
            else if (operation is EndLabel end)
            {
                open.Remove(end.Label);
            }
        }

        return place with { Values = values, Open = open };
    }

    /// <summary>Goes on behind a marker that the rule has and the sentence does not; Q is -1 where that is wrong, null where there is
    /// none.</summary>
    private Place? OfRule(Place place)
    {
        var q = _rule.States[place.Q];
        if (q.Markers.Count == 0)
            return null;
        foreach (var u in q.Markers)
        {
            var next = Do(place, u.Operations) with { Q = u.Target };
            switch (u.Marker)
            {
                case BeginWithin { Size: BerSize }:
                    _isUnknown = true;
                    return null;
                case BeginWithin { Size: ConstantSize size }:
                    return next with { Parts = [.. place.Parts, size.Octets] };
                case BeginWithin { Size: LabelSize size }:
                    return Value(next, size.Label) is { } octets && octets + size.Constant >= 0
                        ? next with { Parts = [.. place.Parts, octets + size.Constant] } : next with { Q = -1 };
                case EndWithin when place.Parts is [.., 0]:
                    return next with { Parts = [.. place.Parts.SkipLast(1)] };
                case BeginCount count:
                    return Value(next, count.Count) is { } turns ? next with { Turns = Turns(place, count.Loop, turns) }
                        : next with { Q = -1 };
                case AnotherTurn turn when place.Turns[turn.Loop] > 0:
                    return next with { Turns = Turns(place, turn.Loop, place.Turns[turn.Loop] - 1) };
                case NoMoreTurns turn when place.Turns[turn.Loop] == 0:
                    return next;
            }
        }

        return null;
    }

    private int? Value(Place place, string label)
    {
        if (place.Values.GetValueOrDefault(label) is not { Length: > 0 and <= 9 } text)
            return null;
        var octets = Encoding.Latin1.GetBytes(text);
        var value = _sizes[label] switch
        {
            LabelKind.Decimal => octets.Aggregate(0L, (all, octet) => 10 * all + octet - '0'),
            LabelKind.Hexadecimal => Convert.ToInt64(text, 16),
            LabelKind.LittleEndian => Enumerable.Reverse(octets).Aggregate(0L, (all, octet) => all << 8 | octet),
            _ => octets.Aggregate(0L, (all, octet) => all << 8 | octet),
        };
        return value is >= 0 and <= int.MaxValue / 2 ? (int)value : null;
    }

    private static Dictionary<int, int> Turns(Place place, int loop, int turns) => new(place.Turns) { [loop] = turns };

    private static bool IsSame(Marker a, Marker b, Place place) => (a, b) switch
    {
        (BeginWithin x, BeginWithin y) => x.Size == y.Size,
        (EndWithin, EndWithin) => place.Parts is [.., -1] && place.Own is [.., false],
        (BeginCount x, BeginCount y) => x.Count == y.Count,
        (AnotherTurn, AnotherTurn y) => place.Turns.GetValueOrDefault(y.Loop) < 0,
        (NoMoreTurns, NoMoreTurns y) => place.Turns.GetValueOrDefault(y.Loop) < 0,
        _ => false,
    };

    /// <summary>Goes on behind a marker that both have: its size is computed.</summary>
    private Place Together(Place place, DfaMarkerTransition sentence, DfaMarkerTransition rule)
    {
        var next = Do(place, rule.Operations) with { P = sentence.Target, Q = rule.Target };
        return rule.Marker switch
        {
            BeginWithin begin =>
                next with { Parts = [.. place.Parts, -1], Own = [.. place.Own, false],
                Values = Computed(next, (begin.Size as LabelSize)?.Label) },
            EndWithin => next with { Parts = [.. place.Parts.SkipLast(1)], Own = [.. place.Own.SkipLast(1)] },
            BeginCount count => next with { Turns = Turns(place, count.Loop, -1), Values = Computed(next, count.Count) },
            _ => next,
        };
    }

    private static Dictionary<string, string?> Computed(Place place, string? label) =>
        label is null ? place.Values : new Dictionary<string, string?>(place.Values) { [label] = null };

    /// <summary>Goes on behind a marker that only the sentence has.</summary>
    private Place OfSentence(Place place, DfaMarkerTransition sentence)
    {
        var next = place with { P = sentence.Target };
        switch (sentence.Marker)
        {
            case BeginWithin begin:
                _isUnknown |= begin.Size is BerSize;
                return next with { Own = [.. place.Own, true] };
            case EndWithin when place.Own is [.., true]:
                return next with { Own = [.. place.Own.SkipLast(1)] };
            case EndWithin:
                return next with { Q = -1 };
            default:
                return next;
        }
    }
}
