using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The labels of a text or binary message, and its records: lists whose elements have labels of their own.</summary>
internal sealed class MessageLabels(BindingContext context)
{
    /// <summary>All labels, each name once, as if there were no records; that of a record is octets, whatever they are.</summary>
    public LabelModel[] Flat(Pattern pattern)
    {
        var records = Members(pattern).SelectMany(member => member.WithMembers()).Where(label => label.IsRecord).Select(label => label.Name)
            .ToHashSet();
        return
        [
            .. Captures(pattern, []).GroupBy(capture => capture.Label).Select(group => Label(group.Key, [pattern], group, []))
                .Select(label => records.Contains(label.Name) ? label with { Kind = LabelKind.Octets } : label),
        ];
    }

    /// <summary>The labels that stand in no record, with those of each record in it.</summary>
    public LabelModel[] Members(Pattern pattern) => Members([pattern], "");

    private LabelModel[] Members(IReadOnlyList<Pattern> elements, string path)
    {
        var captures = elements.SelectMany(element => Captures(element, [])).ToArray();
        var records = captures.GroupBy(capture => capture.Label)
            .Where(group =>
                Occurrences(elements, group.Key, []).Most is null or > 1 && group.Any(capture => Captures(capture.Item, []).Count > 0))
            .Select(group => group.Key).ToHashSet();
        var members = new List<LabelModel>();
        foreach (var group in elements.SelectMany(element => Captures(element, records)).GroupBy(capture => capture.Label))
        {
            var label = Label(group.Key, elements, group, records) with { Id = path + group.Key };
            Pattern[] items = [.. group.Select(capture => capture.Item)];
            members.Add(
                records.Contains(group.Key) ? label with { Kind = LabelKind.Octets, Members = Members(items, label.Id + "/") } : label);
        }

        return [.. members];
    }

    private LabelModel Label(string name, IReadOnlyList<Pattern> elements, IEnumerable<CapturePattern> captures, HashSet<string> records)
    {
        var (least, most) = Occurrences(elements, name, records);
        var kinds = captures.Select(capture => LabelKinds.Of(capture.Item, context.Values.IsSize(name))).Distinct().ToArray();
        var lengths = captures.Select(capture => PatternFacts.MaxLength(capture.Item)).ToArray();
        var kind = kinds.Length == 1 ? kinds[0] : LabelKind.Octets;
        return new LabelModel(name, kind, most is null or > 1, least == 0, lengths.Contains(null) ? null : lengths.Max())
        {
            Words = kind == LabelKind.Octets ? context.WordsOf(name) : null,
        };
    }

    private static (int Least, int? Most) Occurrences(IReadOnlyList<Pattern> elements, string label, HashSet<string> records) =>
        PatternFacts.Occurrences(elements.Count == 1 ? elements[0] : new ChoicePattern(elements), label, records);

    /// <summary>The labelled elements of a pattern, in the order of the rule.</summary>
    /// <param name="pattern">Where to look.</param>
    /// <param name="records">The labels whose elements are not looked into.</param>
    private static List<CapturePattern> Captures(Pattern pattern, HashSet<string> records)
    {
        var captures = new List<CapturePattern>();
        Find(pattern);
        return captures;

        void Find(Pattern at)
        {
            if (at is CapturePattern capture)
            {
                captures.Add(capture);
                if (records.Contains(capture.Label))
                    return;
            }

            foreach (var child in PatternFacts.Children(at))
                Find(child);
        }
    }

    /// <summary>A pattern whose labels and values have the names that automata give them: those of different records are told
    /// apart.</summary>
    public static Pattern WithIds(Pattern pattern, IReadOnlyList<LabelModel> members) =>
        members.Any(member => member.IsRecord) ? new Renaming().Visit(pattern, members) : pattern;

    /// <summary>Renames in the order of the rule: a value is that of the nearest label before it.</summary>
    private sealed class Renaming
    {
        private readonly Dictionary<string, string> _ids = [];

        public Pattern Visit(Pattern pattern, IReadOnlyList<LabelModel> scope)
        {
            switch (pattern)
            {
                case CapturePattern capture:
                    var label = scope.First(member => member.Name == capture.Label);
                    var item = label.IsRecord ? VisitRecord(capture.Item, label.Members) : Visit(capture.Item, scope);
                    _ids[label.Name] = label.Id;
                    return new CapturePattern(label.Id, item);
                case ReferencePattern reference:
                    return reference with { Name = Id(reference.Name) };
                case WithinPattern within:
                    return new WithinPattern(
                        within.Size is LabelSize size ? size with { Label = Id(size.Label) } : within.Size, Visit(within.Body, scope));
                case CountedPattern counted:
                    return new CountedPattern(Id(counted.Count), Visit(counted.Item, scope));
                case SequencePattern sequence:
                    return new SequencePattern([.. sequence.Items.Select(child => Visit(child, scope))]);
                case ChoicePattern choice:
                    return new ChoicePattern([.. choice.Options.Select(child => Visit(child, scope))]);
                case RepeatPattern repeat:
                    return repeat with { Item = Visit(repeat.Item, scope) };
                case NamedPattern named:
                    return named with { Item = Visit(named.Item, scope) };
                case NumberPattern number:
                    return number with { Item = Visit(number.Item, scope) };
                case BerPattern ber:
                    return ber with { Body = Visit(ber.Body, scope) };
                case PaddedPattern padded:
                    return padded with { Item = Visit(padded.Item, scope) };
                default:
                    return pattern;
            }
        }

        /// <summary>Behind a record, a name is that of its label only where nothing around it has that name.</summary>
        private Pattern VisitRecord(Pattern pattern, IReadOnlyList<LabelModel> members)
        {
            var around = _ids.ToArray();
            var visited = Visit(pattern, members);
            foreach (var (name, id) in around)
                _ids[name] = id;
            return visited;
        }

        private string Id(string name) => _ids.GetValueOrDefault(name, name);
    }
}
