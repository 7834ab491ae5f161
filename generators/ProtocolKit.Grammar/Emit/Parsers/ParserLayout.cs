using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>How a parser is laid out: the names of its places, and where several octets are compared at once.</summary>
internal sealed class ParserLayout
{
    private readonly ParserModel _parser;
    private readonly string[] _names;
    private readonly HashSet<int> _inner = [];
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _literals = [];
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _fields = [];

    public ParserLayout(ParserModel parser)
    {
        _parser = parser;
        var names = new NameScope();
        _names = [.. States.Select(state => names.Take(PlaceName(state)))];
        FindChains();
    }

    private IReadOnlyList<DfaState> States => _parser.States;

    /// <summary>The places that are emitted: not those within a literal.</summary>
    public IEnumerable<DfaState> Places => States.Where(state => !_inner.Contains(state.Id));

    /// <summary>The name of a place.</summary>
    public string Name(int id) => _names[id];

    /// <summary>The states of a run of any octets of fixed length that begins at a place, or null; the last one is that behind it.</summary>
    public IReadOnlyList<DfaState>? Field(DfaState state) => _fields.GetValueOrDefault(state.Id);

    /// <summary>The states of a literal that begins at a place, or null; the last one is that behind it.</summary>
    public IReadOnlyList<DfaState>? Literal(DfaState state) => _literals.GetValueOrDefault(state.Id);

    private static string PlaceName(DfaState state)
    {
        if (state.IsAccepting)
            return "Complete";
        if (state is { Markers.Count: 0, Transitions: [{ Octets.Count: 1 } only] } && only.Octets.Contains((byte)'\n'))
            return $"Lf{state.Id + 1}";
        var context = state.Context.TrimStart('$');
        return (context.Length > 0 ? CSharpNames.Pascal(context) : state.Transitions.Exists(t => t.Target == state.Id) ? "Text" : "Next") + (state.Id + 1);
    }

    /// <summary>Finds where several octets are compared at once. What lies within such a chain is no place of its own, so none ends there.</summary>
    private void FindChains()
    {
        var incoming = new int[States.Count];
        foreach (var begin in _parser.Messages)
            incoming[begin.Begin] += 2;
        foreach (var target in States.SelectMany(state => state.Transitions.Select(t => t.Target).Concat(state.Markers.Select(m => m.Target))))
            incoming[target]++;
        var ends = new HashSet<int>();
        foreach (var state in States.Where(state => IsAny(state) && !_inner.Contains(state.Id)))
        {
            var chain = new List<DfaState> { state, States[state.Transitions[0].Target] };
            var passed = new HashSet<DfaState>(chain);
            while (IsAny(chain[^1]) && chain[^1].Transitions[0].Operations.Count == 0 && passed.Add(States[chain[^1].Transitions[0].Target]))
                chain.Add(States[chain[^1].Transitions[0].Target]);
            Take(chain, _fields);
        }

        foreach (var state in States.Where(state => IsLink(state) && !_inner.Contains(state.Id)))
        {
            var chain = new List<DfaState> { state };
            var passed = new HashSet<DfaState> { state };
            bool? exact = null;
            var current = state;
            while (IsLink(current) && Accepts(current.Transitions[0], ref exact, isFirst: current == state))
            {
                current = States[current.Transitions[0].Target];
                if (!passed.Add(current))
                    break;
                chain.Add(current);
            }

            Take(chain, _literals);
        }

        void Take(List<DfaState> chain, Dictionary<int, IReadOnlyList<DfaState>> chains)
        {
            while (chain.Count > 2 && _inner.Contains(chain[^1].Id))
                chain.RemoveAt(chain.Count - 1);
            if (chain.Count < 3)
                return;
            chains.Add(chain[0].Id, chain);
            ends.Add(chain[^1].Id);
            for (var i = 1; i < chain.Count - 1 && incoming[chain[i].Id] == 1 && !ends.Contains(chain[i].Id); i++)
                _inner.Add(chain[i].Id);
        }
    }

    private static bool IsAny(DfaState state) => state is { IsAccepting: false, Markers.Count: 0, Transitions: [{ Octets: var octets, Target: var target }] }
        && octets == OctetSet.All && target != state.Id;

    private static bool IsLink(DfaState state) => state is { IsAccepting: false, Markers.Count: 0, Transitions.Count: 1 }
        && (state.Transitions[0].Octets.Count == 1 || IsLetter(state.Transitions[0].Octets));

    /// <summary>Whether an octet can be compared together with those before: letters either all exactly or all ignoring case.</summary>
    private static bool Accepts(DfaTransition transition, ref bool? exact, bool isFirst)
    {
        if (!isFirst && transition.Operations.Count > 0)
            return false;
        var octet = transition.Octets.Octets().First();
        if (!char.IsAsciiLetter((char)octet) && octet < 0x80)
            return true;
        var isExact = transition.Octets.Count == 1;
        if (exact is not null && exact != isExact)
            return false;
        exact = isExact;
        return true;
    }

    /// <summary>Whether a set is a letter in both cases.</summary>
    public static bool IsLetter(OctetSet set) => set.Count == 2 && set.Octets().All(octet => char.IsAsciiLetter((char)octet))
        && (set.Octets().First() ^ set.Octets().Last()) == 0x20;
}
