using System.Text;
using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Finds the messages of a variant that are read as its base reads them, and have the same labels: their types are the
/// base's.</summary>
internal static class SharedMessages
{
    /// <summary>Marks them.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="origin">Its base.</param>
    public static void Mark(ProtocolModel variant, ProtocolModel origin)
    {
        var known = Read(origin).ToDictionary(message => message.TypeName);
        var shared = Read(variant).Where(message => known.TryGetValue(message.TypeName, out var other)
            && Describe(variant, message) == Describe(origin, other)).ToHashSet();

        // An enumeration is one type: either all that have its words are the base's, or none is.
        foreach (var words in variant.Words)
        {
            var users = Read(variant).Where(message => HasWords(message, words)).ToArray();
            if (Array.TrueForAll(users, shared.Contains))
                words.SharedWith = origin.Words.First(other => other.Label == words.Label);
            else
                shared.ExceptWith(users);
        }

        foreach (var message in shared)
            message.SharedFrom = origin.TypeName;
    }

    /// <summary>The messages that can be told to be alike: those that are read octet by octet and repeat nothing.</summary>
    private static IEnumerable<MessageModel> Read(ProtocolModel protocol) => protocol.Messages.Where(message =>
        protocol.IsRead(message) && message is { Automaton: not null, NeededBindings.Count: 0 });

    private static bool HasWords(MessageModel message, WordsModel words) => message.AllMembers().Any(label => label.Words == words);

    private static string Describe(ProtocolModel protocol, MessageModel message)
    {
        var text = new StringBuilder().Append(protocol.Limits.Octets);
        foreach (var label in message.AllMembers())
        {
            text.Append($"\n{label.Id} {label.Kind} {label.IsList} {label.MayBeAbsent} {label.PropertyName} {label.ListType} {label.RecordType} {label.KindName}");
            if (label.Words is { } words)
                text.AppendJoin(',', words.Words);
        }

        foreach (var state in new MessageLowering(protocol, message, new MessageRegisters(message)).Lower(0))
        {
            text.Append($"\n{state.Id} {state.Depth} {state.IsAccepting} ").AppendJoin(',', state.AcceptOperations);
            foreach (var transition in state.Transitions)
                text.Append($"\n  {OctetText.Abnf(transition.Octets)} {transition.Target} ").AppendJoin(',', transition.Operations);
            foreach (var marker in state.Markers)
                text.Append($"\n  {marker.Marker} {marker.Target} ").AppendJoin(',', marker.Operations);
        }

        return text.ToString();
    }
}
