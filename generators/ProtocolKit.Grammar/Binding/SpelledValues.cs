using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds texts that spell out a value and, where their rule repeats it, another one.</summary>
internal static class SpelledValues
{
    /// <summary>The label of the value that a text repeats wrongly; null where there is none, or where not all of the text is known.</summary>
    /// <param name="sentence">The text.</param>
    /// <param name="message">The message that it is a text of.</param>
    public static string? FindDifferent(SentenceModel sentence, MessageModel message)
    {
        var known = new Dictionary<string, byte[]>();
        var octets = new List<byte>();
        return message.Automaton is { } automaton && sentence.Parts.All(part => Spell(part, octets, known)) ? Read(automaton, [.. octets])
            : null;
    }

    private static bool Spell(SentencePart part, List<byte> octets, Dictionary<string, byte[]> known)
    {
        switch (part)
        {
            case LiteralPart literal:
                octets.AddRange(literal.Octets);
                return true;
            case LabelledPart labelled:
                var begin = octets.Count;
                if (!labelled.Body.All(inner => Spell(inner, octets, known)))
                    return false;
                known[labelled.Label] = [.. octets.Skip(begin)];
                return true;
            case BindingPart binding when known.TryGetValue(binding.Binding, out var value):
                octets.AddRange(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads the text as the other role does.</summary>
    private static string? Read(Dfa automaton, byte[] octets)
    {
        var (begins, values, repeated) = (new Dictionary<string, int>(), new Dictionary<string, byte[]>(), new Dictionary<int, int>());
        var state = automaton.States[0];
        for (var position = 0; position <= octets.Length; position++)
        {
            var isEnd = position == octets.Length;
            var step = isEnd ? null : state.Transitions.Find(transition => transition.Octets.Contains(octets[position]));
            if (isEnd ? !state.IsAccepting : step is null)
                return null;
            foreach (var operation in isEnd ? state.AcceptOperations : step!.Operations)
            {
                switch (operation)
                {
                    case BeginLabel begin:
                        begins[begin.Label] = position;
                        break;
                    case EndLabel end:
                        values[end.Label] = octets[begins[end.Label]..position];
                        break;
                    case BeginReference begin:
                        repeated[begin.Occurrence] = position;
                        break;
                    case EndReference { Kind: null } end when values.TryGetValue(end.Name, out var value)
                        && !value.AsSpan().SequenceEqual(octets.AsSpan(repeated[end.Occurrence]..position)):
                        return end.Name;
                }
            }

            state = isEnd ? state : automaton.States[step!.Target];
        }

        return null;
    }
}
