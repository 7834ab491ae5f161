using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>How a parser is laid out: the names of its places, and where several octets are compared at once.</summary>
internal sealed class ParserLayout
{
    /// <summary>The register in which a word begins that is looked up behind its end.</summary>
    public const string WordBegin = "WordBegin";

    /// <summary>What stands for any digit in a form.</summary>
    public const byte AnyDigit = (byte)'#';

    private readonly ParserModel _parser;
    private readonly DfaState[] _states;
    private readonly string[] _names;
    private readonly HashSet<int> _inner = [];
    private readonly OctetSet[] _blocks;
    private readonly int[] _numbers;
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _literals = [];
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _fields = [];
    private readonly Dictionary<int, LiteralTrie> _tries = [];
    private readonly Dictionary<int, WordRun> _runs = [];
    private readonly Dictionary<int, CountedRun> _counted = [];
    private readonly Dictionary<int, BerContents> _contents = [];

    public ParserLayout(ParserModel parser)
    {
        _parser = parser;
        _states = [.. parser.States];
        FindContents();
        FindWords();
        FindCountedRuns();
        FindChains();
        DropUnreached();
        _blocks = [.. FindBlocks(Places)];
        _numbers = new int[_states.Length];
        foreach (var (place, index) in Places.Select((place, index) => (place, index)))
            _numbers[place.Id] = index + 1;
        var names = new NameScope();
        _names = [.. _states.Select(state => names.Take(PlaceName(state)))];
    }

    /// <summary>The digits.</summary>
    public static OctetSet Digit { get; } = OctetSet.Range((byte)'0', (byte)'9');

    /// <summary>Whether words are looked up behind their ends.</summary>
    public bool LooksUp => _runs.Count > 0;

    /// <summary>The places that are emitted: not those within a literal.</summary>
    public IEnumerable<DfaState> Places => _states.Where(state => !_inner.Contains(state.Id));

    /// <summary>The literals that begin at a place, or null.</summary>
    public LiteralTrie? Trie(DfaState state) => _tries.GetValueOrDefault(state.Id);

    /// <summary>The words that end behind a place, or null.</summary>
    public WordRun? Run(DfaState state) => _runs.GetValueOrDefault(state.Id);

    /// <summary>The run of which so many octets are left at a place, or null.</summary>
    public CountedRun? Counted(DfaState state) => _counted.GetValueOrDefault(state.Id);

    /// <summary>The contents of a BER element that begin in a state, if nothing is looked at in them; else null.</summary>
    public BerContents? Contents(int id) => _contents.GetValueOrDefault(id);

    /// <summary>A state, as it is emitted.</summary>
    public DfaState State(int id) => _states[id];

    /// <summary>The number of a place. Those at which messages begin come first, in their order.</summary>
    public int Number(int id) => _numbers[id];

    /// <summary>The name of a place.</summary>
    public string Name(int id) => _names[id];

    /// <summary>The states of so many octets, whichever they are, that begin at a place, or null; the last one is that behind
    /// them.</summary>
    public IReadOnlyList<DfaState>? Field(DfaState state) => _fields.GetValueOrDefault(state.Id);

    /// <summary>The states of a literal that begins at a place, or null; the last one is that behind it.</summary>
    public IReadOnlyList<DfaState>? Literal(DfaState state) => _literals.GetValueOrDefault(state.Id);

    /// <summary>The set by which blocks are classified to find the end of a run: that of the run, or one with an octet less that
    /// classifies other runs, too.</summary>
    public OctetSet Block(OctetSet run) => Array.Find(_blocks, block => IsBlockOf(block, run));

    private static bool IsBlockOf(OctetSet block, OctetSet run) => (block | run) == run && (run - block).Count <= 1;

    private static List<OctetSet> FindBlocks(IEnumerable<DfaState> places)
    {
        var blocks = new List<OctetSet>();
        foreach (
            var run in places.Where(state => state is { Depth: 0, Run: not null }).Select(state => state.Run!.Octets)
            .Where(ParserTables.IsBlockwise).OrderBy(run => run.Count))
        {
            if (!blocks.Exists(block => IsBlockOf(block, run)))
                blocks.Add(run);
        }

        return blocks;
    }

    private string PlaceName(DfaState state)
    {
        if (state.IsAccepting)
            return "Complete";
        if (state is { Markers.Count: 0, Transitions: [{ Octets.Count: 1 } only] } && only.Octets.Contains((byte)'\n'))
            return $"Lf{Number(state.Id)}";
        var context = state.Context.TrimStart('$');
        var isRun = state.Transitions.Exists(transition => transition.Target == state.Id);
        return $"{(context.Length > 0 ? CSharpNames.Pascal(context) : isRun ? "Text" : "Next")}{Number(state.Id)}";
    }

    private void FindContents()
    {
        var entered = _states.SelectMany(state =>
            state.Transitions.Where(transition => transition.Target != state.Id).Select(transition => (state.Id, transition.Target))
            .Concat(state.Markers.Where(marker => marker.Marker is not BeginBer).Select(marker => (state.Id, marker.Target))))
                .ToLookup(item => item.Item2, item => item.Id);
        var begins = _states.SelectMany(state => state.Markers).Where(marker => marker.Marker is BeginBer).Select(marker => marker.Target);
        foreach (var id in begins.Distinct().ToArray())
        {
            if (BerContents.Find(_states, _states[id]) is not { } contents
                || contents.Inner.Any(inner => entered[inner].Any(from => !contents.Inner.Contains(from))) || entered[id].Any())
                continue;
            _contents.Add(id, contents);
            _inner.UnionWith(contents.Inner);
        }
    }

    private HashSet<int>[] Incoming()
    {
        var incoming = _states.Select(_ => new HashSet<int>()).ToArray();
        foreach (var (_, begin) in _parser.Messages)
            incoming[begin].Add(-1);
        foreach (var state in _states)
        {
            foreach (var transition in state.Transitions)
                incoming[transition.Target].Add(transition.Operations.OfType<StopBehind>().Any() ? -1 : state.Id);
            foreach (var marker in state.Markers)
                incoming[marker.Target].Add(-1);
        }

        return incoming;
    }

    /// <summary>Finds words that are spelled in states, and looks them up in tables.</summary>
    private void FindWords()
    {
        var incoming = Incoming();
        foreach (var state in _parser.States)
        {
            if (!_inner.Contains(state.Id) && LiteralTrie.Find(_states, state, IsEntered) is { } trie)
            {
                _tries.Add(state.Id, trie);
                _inner.UnionWith(trie.Inner);
            }
        }

        if (_parser.Registers.Count >= MessageRegisters.Maximum)
            return;
        foreach (var state in _parser.States.Where(state => !_tries.ContainsKey(state.Id)))
        {
            if (_inner.Contains(state.Id) || WordRun.Find(_states, state, incoming) is not { } run || run.Inner.Any(_inner.Contains))
                continue;
            TakeRun(run);
            incoming = Incoming();
        }

        DropUnreached();

        bool IsEntered(int id) => incoming[id].Count > 1 || incoming[id].Contains(-1);
    }

    /// <summary>One of the states within the words becomes that of the run.</summary>
    private void TakeRun(WordRun run)
    {
        var place = run.Inner[0];
        foreach (var begin in run.Begins)
        {
            var first = begin.Transitions.Where(transition => transition.Octets.Overlaps(run.Class)).ToArray();
            var entry = new DfaState { Id = begin.Id, Context = begin.Context, Depth = begin.Depth };
            entry.Transitions.AddRange(begin.Transitions.Where(transition => !transition.Octets.Overlaps(run.Class)));
            var set = first.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
            entry.Transitions.Add(new DfaTransition(set, place, [.. first[0].Operations, new NotePosition(WordBegin)]));
            _states[begin.Id] = entry;
        }

        var merged = new DfaState { Id = place, Context = run.Run.Context, Depth = run.Run.Depth };
        merged.Transitions.Add(new DfaTransition(run.Class, place, []));
        merged.Transitions.AddRange(run.Words.Select(word => _parser.States[word.End]).Append(run.Run)
            .SelectMany(state => WordRun.Exits(state, run.Class)));
        _states[place] = merged;
        _runs.Add(place, run);
        _inner.UnionWith(run.Inner.Skip(1));
    }

    private void FindCountedRuns()
    {
        var incoming = Incoming();
        var entries = _states.SelectMany(state => state.Transitions).ToLookup(transition => transition.Target);
        foreach (
            var state in _states.Where(state =>
            !_inner.Contains(state.Id) && !_tries.ContainsKey(state.Id) && !_runs.ContainsKey(state.Id)))
        {
            if (incoming[state.Id].Contains(-1)
                || CountedRun.Find(_states, state, [.. entries[state.Id]], id =>
                    incoming[id].Count > 1 || incoming[id].Contains(-1)) is not { } run
                || run.Inner.Any(id => _inner.Contains(id) || _tries.ContainsKey(id) || _runs.ContainsKey(id) || _counted.ContainsKey(id)))
                continue;
            _counted.Add(state.Id, run);
            _inner.UnionWith(run.Inner);
        }
    }

    /// <summary>Drops the places to which none leads: all ways there pass over them, in literals and words.</summary>
    private void DropUnreached()
    {
        var reached = Dfa.Reachable(_parser.Messages.Select(item => item.Begin), Targets).ToHashSet();
        _inner.UnionWith(_states.Select(state => state.Id).Where(id => !reached.Contains(id)));

        IEnumerable<int> Targets(int id) => (_literals.GetValueOrDefault(id) ?? _fields.GetValueOrDefault(id)) is { } chain
            ? [chain[^1].Id] : _states[id].Targets();
    }

    /// <summary>Finds where several octets are compared at once. What lies within such a chain is no place of its own, unless
    /// something else leads there.</summary>
    private void FindChains()
    {
        foreach (var state in _states.Where(state => IsAny(state) && !IsTaken(state)))
        {
            var chain = new List<DfaState> { state, _states[state.Transitions[0].Target] };
            var passed = new HashSet<DfaState>(chain);
            while (IsAny(chain[^1]) && chain[^1].Transitions[0] is { Operations.Count: 0 } next && passed.Add(_states[next.Target]))
                chain.Add(_states[next.Target]);
            Take(chain, _fields);
        }

        foreach (var state in _states.Where(state => Link(state) is not null && !IsTaken(state)))
        {
            var chain = new List<DfaState> { state };
            var passed = new HashSet<DfaState> { state };
            var letters = new ChainOctets();
            var current = state;
            while (Link(current) is { } link && (current == state || current.Transitions.Count == 1)
                && (current == state || link.Operations.Count == 0) && letters.Add(link.Octets))
            {
                current = _states[link.Target];
                if (!passed.Add(current))
                    break;
                chain.Add(current);
            }

            Take(chain, _literals);
        }

        bool IsTaken(DfaState state) =>
            _inner.Contains(state.Id) || _tries.ContainsKey(state.Id) || _runs.ContainsKey(state.Id) || _counted.ContainsKey(state.Id);

        void Take(List<DfaState> chain, Dictionary<int, IReadOnlyList<DfaState>> chains)
        {
            while (chain.Count > 2 && _inner.Contains(chain[^1].Id))
                chain.RemoveAt(chain.Count - 1);
            if (chain.Count < 3)
                return;
            chains.Add(chain[0].Id, chain);
        }
    }

    private static bool IsAny(DfaState state) => state is { IsAccepting: false, Markers.Count: 0, Transitions: [var only] }
        && only.Octets == OctetSet.All && only.Target != state.Id;

    /// <summary>The only way on from a state, if that is one octet, a letter or a digit; a run of others may stand before it.</summary>
    public static DfaTransition? Link(DfaState state) => state is { IsAccepting: false, Markers.Count: 0 }
        && state.Transitions.Where(transition => transition.Target != state.Id || transition.Operations.Count > 0).ToArray() is [var only]
        && (only.Octets.Count == 1 || SpelledWord.IsLetter(only.Octets) || only.Octets == Digit) ? only : null;
}
