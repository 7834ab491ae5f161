using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Makes values of what happened to labels: those of records within these.</summary>
internal static class LabelTree
{
    public static IReadOnlyList<LabelText.Value> Of(AutomatonFacts facts, ReaderState at)
    {
        var events = new Stack<LabelEvent>();
        for (var one = at.Events; one is not null; one = one.Before)
            events.Push(one);
        var root = new List<LabelText.Value>();
        var begun = new Dictionary<string, int>();
        var records = new Dictionary<LabelModel, List<LabelText.Value>>();
        foreach (var one in events)
        {
            var label = facts.Label(one.Label);
            var home = facts.RecordOf(label) is { } record ? records[record] : root;
            if (one.Kind == LabelEventKind.Begun)
            {
                begun[label.Id] = one.Position;
                if (label.IsRecord)
                    records[label] = [];
                continue;
            }

            if (!label.IsList)
                home.RemoveAll(value => value.Label == label.Name);
            if (one.Kind == LabelEventKind.Ended)
            {
                var octets = at.Octets[begun[label.Id]..one.Position].ToArray();
                home.Add(new LabelText.Value(label.Name, octets, label.IsRecord ? records[label] : []));
            }
        }

        return root;
    }
}
