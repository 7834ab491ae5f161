using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>The registers in which a message's parser notes what it finds, by name.</summary>
internal sealed class MessageRegisters
{
    /// <summary>What there is in a <c>ScanCursor</c>.</summary>
    public const int Maximum = 32;

    private readonly MessageModel _message;
    private readonly Dictionary<string, string> _stems;

    /// <summary>Of each label, the first one that begins wherever it does: itself, or the record whose first value it is.</summary>
    private readonly Dictionary<string, string> _beginners;
    private readonly Dictionary<string, string> _named = [];

    /// <summary>Where the last value begins of a label whose next one may begin at the same octet, and where one in it ends.</summary>
    private readonly Dictionary<string, string> _last = [], _lastEnds = [];
    private readonly List<string> _all = [];
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<int, int> _loops = [];
    private readonly NameScope _names;

    public MessageRegisters(MessageModel message)
    {
        _message = message;
        Labels = [.. message.AllMembers()];
        _stems = Labels.ToDictionary(label => label.Id, label => label.Stem);
        var states = message.Automaton!.States;
        var steps = states.SelectMany(state => state.Transitions.Select(transition => transition.Operations)
            .Concat(state.Markers.Select(marker => marker.Operations)).Append(state.AcceptOperations)).ToArray();
        _beginners = FindBeginners(steps);
        foreach (var label in Labels)
        {
            Add(Start(label.Id));
            Add(End(label.Id));
        }

        _names = new NameScope(_known);
        foreach (var words in message.NotedLabels().Select(label => label.Words!).Distinct())
        {
            for (var part = 0; part <= words.Words.Count / 32; part++)
            {
                Add(WordSet(words, part));
                if (part > 0)
                    Continuations.Add(WordSet(words, part));
            }
        }

        foreach (var operation in steps.SelectMany(step => step))
        {
            Add(operation switch
            {
                BeginReference reference => ReferenceStart(reference.Occurrence),
                BeginLoop loop => Loop(loop.Loop),
                CountTurn turn => Loop(turn.Loop),
                _ => null,
            });
        }

        foreach (var label in Labels.Where(label => label.IsList && steps.Any(step => BeginsAnew(step, label.Id))))
        {
            Add(_last[label.Id] = Named($"last start {label.Id}", _stems[label.Id] + "LastStart"));
            foreach (var member in label.Members.Where(member => !member.IsList))
            {
                Add(_last[member.Id] = Named($"last start {member.Id}", _stems[member.Id] + "LastStart"));
                Add(_lastEnds[member.Id] = Named($"last end {member.Id}", _stems[member.Id] + "LastEnd"));
            }
        }

        foreach (var marker in states.SelectMany(state => state.Markers))
        {
            Add(marker.Marker switch
            {
                BeginWithin begin => PartEnd(begin.Depth),
                BeginBer begin => PartEnd(begin.Depth),
                BeginCount count => Loop(count.Loop),
                _ => null,
            });
        }

        BoundedRuns = [.. steps.SelectMany(step => step).OfType<EndBoundedRun>().Select(run => run.Loop)];
    }

    /// <summary>Their names, by number: the two of a label stand side by side, and those of a set of words.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Those that must stand right behind the one before them.</summary>
    public HashSet<string> Continuations { get; } = [];

    /// <summary>The labels whose values are noted.</summary>
    public IReadOnlyList<LabelModel> Labels { get; }

    public HashSet<int> BoundedRuns { get; }

    /// <summary>The lists whose values are noted.</summary>
    public IEnumerable<ScannedListModel> Lists => Labels.Where(label => label.IsList).Select(ListOf);

    /// <summary>What is noted of a list's values.</summary>
    public ScannedListModel ListOf(LabelModel list)
    {
        var noted = list.Members.Where(member => !member.IsList).Append(list)
            .SelectMany(label => new[] { ValueStart(label.Id), ValueEnd(label.Id), End(label.Id) }).Distinct();
        return new ScannedListModel(
            $"{list.Stem}List", End(list.Id), string.Join(',', noted), !_message.Members.Contains(list));
    }

    /// <summary>The register of a part of the set of known words that have been read.</summary>
    public string WordSet(WordsModel words, int part = 0)
    {
        var stem = _stems[_message.NotedLabels().First(label => label.Words == words).Id];
        return Named($"words {words.Label} {part}", $"{stem}Set{(part == 0 ? "" : part + 1)}");
    }

    public string Start(string label) => _stems[_beginners[label]] + "Start";

    public string End(string label) => _stems[label] + "End";

    /// <summary>The register in which a value begins that has ended: a list's next value may begin at the same octet.</summary>
    public string ValueStart(string label) => _last.GetValueOrDefault(label) ?? Start(label);

    /// <summary>The register in which a value ends that has ended; of a record's label, when the record has.</summary>
    public string ValueEnd(string label) => _lastEnds.GetValueOrDefault(label) ?? End(label);

    public string ReferenceStart(int occurrence) =>
        Named($"${occurrence}", "Repeated" + CSharpNames.Pascal(_message.References[occurrence]));

    /// <summary>The index of what lies between two registers: the one alone where the other is the next.</summary>
    public static string Range(string parser, string start, string end) =>
        StartBefore(end) == start ? $"{parser}.{start}" : $"{parser}.{start}, {parser}.{end}";

    /// <summary>The register that stands right before one of an end, where there is such a one; null for other registers.</summary>
    public static string? StartBefore(string register) =>
        register.EndsWith("End", StringComparison.Ordinal) ? register[..^"End".Length] + "Start" : null;

    /// <summary>A repetition's register. They are numbered as they are met, so that messages which begin alike have the same
    /// names.</summary>
    public string Loop(int loop)
    {
        if (!_loops.TryGetValue(loop, out var number))
            _loops.Add(loop, number = _loops.Count + 1);
        return Named($"loop {loop}", $"Turns{(number == 1 ? "" : number)}");
    }

    /// <summary>The register that holds where a part of known size ends; no label's is called so.</summary>
    public static string PartEnd(int depth) => depth == 1 ? "EndOfPart" : $"EndOfPart{depth}";

    /// <summary>The name of a register that is no label's.</summary>
    private string Named(string register, string wanted)
    {
        if (!_named.TryGetValue(register, out var name))
            _named.Add(register, name = _names.Take(wanted));
        return name;
    }

    private void Add(string? name)
    {
        if (name is not null && _known.Add(name))
            _all.Add(name);
    }

    private Dictionary<string, string> FindBeginners(IReadOnlyList<Operation>[] steps)
    {
        var begins = Labels.ToDictionary(label => label.Id, label => string.Join(',', steps.Select((step, number) => (step, number))
            .Where(item => item.step.Any(operation => operation is BeginLabel begin && begin.Label == label.Id))
            .Select(item => item.number)));
        return Labels.ToDictionary(label => label.Id, label => CanShare(label)
            ? Labels.First(other => begins[other.Id] == begins[label.Id] && CanShare(other)).Id : label.Id);

        bool CanShare(LabelModel label) => begins[label.Id].Length > 0 && !steps.Any(step => BeginsAnew(step, label.Id))
            && !_message.Automaton!.States.Any(state => state.Markers.Exists(marker =>
                marker.Marker is ReadBerInteger read && read.Label == label.Id));
    }

    private static bool BeginsAnew(IReadOnlyList<Operation> step, string label) =>
        step.SkipWhile(operation => operation is not EndLabel end || end.Label != label)
            .Any(operation => operation is BeginLabel begin && begin.Label == label);
}
