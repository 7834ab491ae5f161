using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Finds where a message repeats a label of its own that may not have been read by then.</summary>
internal static class OwnValues
{
    /// <summary>The first such label, or null.</summary>
    /// <param name="pattern">The message.</param>
    /// <param name="labels">The labels of the message.</param>
    public static string? FindUnknown(Pattern pattern, IEnumerable<string> labels)
    {
        var own = labels.ToHashSet(StringComparer.OrdinalIgnoreCase);
        string? found = null;
        Follow(pattern, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        return found;

        // Adds the labels that have been read behind an item on every way.
        void Follow(Pattern item, HashSet<string> known)
        {
            switch (item)
            {
                case ReferencePattern reference when own.Contains(reference.Name) && !known.Contains(reference.Name):
                    found ??= reference.Name;
                    break;
                case CapturePattern capture:
                    Follow(capture.Item, known);
                    known.Add(capture.Label);
                    break;
                case ChoicePattern choice:
                    known.UnionWith(choice.Options.Select(option => Behind(option, known)).Aggregate(Common));
                    break;
                case RepeatPattern { Minimum: 0 } or CountedPattern:
                    foreach (var child in PatternFacts.Children(item))
                        _ = Behind(child, known);
                    break;
                case ReferencePattern or DifferencePattern:
                    break;
                default:
                    foreach (var child in PatternFacts.Children(item))
                        Follow(child, known);
                    break;
            }
        }

        HashSet<string> Behind(Pattern item, HashSet<string> known)
        {
            var copy = new HashSet<string>(known, StringComparer.OrdinalIgnoreCase);
            Follow(item, copy);
            return copy;
        }
    }

    private static HashSet<string> Common(HashSet<string> one, HashSet<string> other)
    {
        one.IntersectWith(other);
        return one;
    }
}
