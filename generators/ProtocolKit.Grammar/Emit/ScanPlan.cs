using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>How a parser is laid out: its registers, the names of its places, and where several octets are compared at once.</summary>
internal sealed class ScanPlan
{
    /// <summary>What there is in a <c>ScanCursor</c>.</summary>
    public const int MaxRegisters = 32;

    private readonly MessageModel _message;
    private readonly Dictionary<string, string> _stems;
    private readonly Dictionary<string, string> _named = [];
    private readonly string[] _placeNames;
    private readonly List<string> _registers = [];
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _literals = [];
    private readonly Dictionary<int, IReadOnlyList<DfaState>> _fields = [];

    public ScanPlan(MessageModel message)
    {
        _message = message;
        _stems = message.AllMembers().ToDictionary(label => label.Id, label => label.Stem);
        Names = message.CreateScope();
        States = message.Automaton!.States;
        _placeNames = [.. NamePlaces()];
        Labels = [.. message.AllMembers()];
        foreach (var label in Labels)
        {
            Add(Start(label.Id));
            Add(End(label.Id));
        }

        foreach (var words in message.NotedLabels().Select(label => label.Words!).Distinct())
        {
            for (var part = 0; part <= words.Words.Count / 32; part++)
                Add(WordSet(words, part));
        }

        foreach (var operation in Operations())
        {
            var name = operation switch
            {
                BeginReference reference => ReferenceStart(reference.Occurrence),
                BeginLoop loop => Loop(loop.Loop),
                CountTurn turn => Loop(turn.Loop),
                _ => null,
            };
            Add(name);
        }

        foreach (var label in Labels.Where(label => label.IsList && BeginsAnew(label.Id)))
            Add(Last(label.Id));
        foreach (var member in Labels.Where(label => label.IsRecord && _known.Contains(Last(label.Id))).SelectMany(label => label.Members).Where(member => !member.IsList))
        {
            Add(Last(member.Id));
            Add(LastEnd(member.Id));
        }

        foreach (var marker in States.SelectMany(state => state.Markers))
        {
            Add(marker.Marker switch
            {
                BeginWithin begin => PartEnd(begin.Depth),
                BeginBer begin => PartEnd(begin.Depth),
                BeginCount count => Loop(count.Loop),
                _ => null,
            });
        }

        HasElements = States.Any(state => state.Markers.Exists(marker => marker.Marker is BeginBer or ReadBerInteger));
        HasParts = States.Any(state => state.Depth > 0);
        BoundedRuns = [.. Operations().OfType<EndBoundedRun>().Select(run => run.Loop)];
        Compares = Operations().OfType<EndReference>().Any() || States.Any(state => state.Markers.Exists(marker => marker.Marker is ReadBerInteger { Reference: not null }));
        FindLiterals();
    }

    public IReadOnlyList<DfaState> States { get; }

    /// <summary>The names of the registers, by number.</summary>
    public IReadOnlyList<string> Registers => _registers;

    public bool HasParts { get; }

    /// <summary>Whether BER elements are read as such.</summary>
    public bool HasElements { get; }

    public HashSet<int> BoundedRuns { get; }

    /// <summary>Whether a value is compared with another.</summary>
    public bool Compares { get; }

    /// <summary>The places that are emitted: not those within a literal.</summary>
    public IEnumerable<DfaState> Places => States.Where(state => !_inner.Contains(state.Id));

    private readonly HashSet<int> _inner = [];

    /// <summary>The names of the members of the message's type.</summary>
    public NameScope Names { get; }

    /// <summary>The labels whose values are noted.</summary>
    public IReadOnlyList<LabelModel> Labels { get; }

    /// <summary>The register of a part of the set of known words that have been read.</summary>
    public string WordSet(WordsModel words, int part = 0) =>
        Named($"words {words.Label} {part}", _stems[_message.NotedLabels().First(label => label.Words == words).Id] + "Set" + (part == 0 ? "" : $"{part + 1}"));

    public string Start(string label) => _stems[label] + "Start";

    public string End(string label) => _stems[label] + "End";

    private string Last(string label) => _stems[label] + "LastStart";

    private string LastEnd(string label) => _stems[label] + "LastEnd";

    /// <summary>The register in which a value begins that has ended: a list's next value may begin at the same octet.</summary>
    public string ValueStart(string label) => _known.Contains(Last(label)) ? Last(label) : Start(label);

    /// <summary>The register in which a value ends that has ended; of a record's label, when the record has.</summary>
    public string ValueEnd(string label) => _known.Contains(LastEnd(label)) ? LastEnd(label) : End(label);

    public string ReferenceStart(int occurrence) =>
        Named($"${occurrence}", "Repeated" + CSharpNames.Pascal(_message.References[occurrence]) + (occurrence == 0 ? "" : $"{occurrence + 1}"));

    public string Loop(int loop) => Named($"loop {loop}", $"Turns{loop + 1}");

    public string PartEnd(int depth) => Named($"part {depth}", depth == 1 ? "PartEnd" : $"PartEnd{depth}");

    /// <summary>The name of a register that is no label's.</summary>
    private string Named(string register, string wanted)
    {
        if (!_named.TryGetValue(register, out var name))
            _named.Add(register, name = Names.Take(wanted));
        return name;
    }

    /// <summary>The name of a place.</summary>
    public string Place(int id) => _placeNames[id];

    private IEnumerable<string> NamePlaces()
    {
        var names = new NameScope(["NeedMoreData"]);
        return States.Select(state => names.Take(PlaceName(state)));
    }

    private static string PlaceName(DfaState state)
    {
        if (state.IsAccepting)
            return "Complete";
        if (state.Id == 0)
            return "Begin";
        if (state is { Markers.Count: 0, Transitions: [{ Octets.Count: 1 } only] } && only.Octets.Contains((byte)'\n'))
            return $"Lf{state.Id}";
        var context = state.Context.TrimStart('$');
        return (context.Length > 0 ? CSharpNames.Pascal(context) : state.Transitions.Exists(t => t.Target == state.Id) ? "Text" : "Next") + state.Id;
    }

    /// <summary>The states of a run of any octets of fixed length that begins at a place, or null; the last one is that behind it.</summary>
    public IReadOnlyList<DfaState>? Field(DfaState state) => _fields.GetValueOrDefault(state.Id);

    /// <summary>The states of a literal that begins at a place, or null; the last one is that behind it.</summary>
    public IReadOnlyList<DfaState>? Literal(DfaState state) => _literals.GetValueOrDefault(state.Id);

    private void Add(string? name)
    {
        if (name is not null && _known.Add(name))
            _registers.Add(name);
    }

    private IEnumerable<Operation> Operations() => Steps().SelectMany(step => step);

    private IEnumerable<IReadOnlyList<Operation>> Steps() => States.SelectMany(state =>
        state.Transitions.Select(transition => transition.Operations)
            .Concat(state.Markers.Select(marker => marker.Operations)).Append(state.AcceptOperations));

    private bool BeginsAnew(string label) => Steps().Any(step =>
        step.SkipWhile(operation => operation is not EndLabel end || end.Label != label).Any(operation => operation is BeginLabel begin && begin.Label == label));

    /// <summary>Finds where several octets are compared at once. What lies within such a chain is no place of its own, so none ends there.</summary>
    private void FindLiterals()
    {
        var incoming = new int[States.Count];
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

    public static bool IsLetter(OctetSet set) => set.Count == 2 && set.Octets().All(octet => char.IsAsciiLetter((char)octet))
        && (set.Octets().First() ^ set.Octets().Last()) == 0x20;
}
