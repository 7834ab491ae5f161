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
        var sharesValues = SharesValues(variant, origin);
        var known = Comparable(origin, sharesValues).ToDictionary(message => message.TypeName);
        var shared = Comparable(variant, sharesValues).Where(message => known.TryGetValue(message.TypeName, out var other)
            && Describe(variant, message) == Describe(origin, other)).ToHashSet();

        // An enumeration is one type: either all that have its words are the base's, or none is.
        foreach (var words in variant.Words)
        {
            var users = Comparable(variant, sharesValues).Where(message => HasWords(message, words)).ToArray();
            if (Array.TrueForAll(users, shared.Contains))
                words.SharedWith = origin.Words.First(other => other.Label == words.Label);
            else
                shared.ExceptWith(users);
        }

        if (sharesValues)
            variant.ValuesFrom = origin.TypeName;
        foreach (var message in shared)
            message.SharedFrom = origin.TypeName;
    }

    /// <summary>Whether both remember the same values, and read the same XML namespaces: what only one of them writes is no
    /// difference.</summary>
    private static bool SharesValues(ProtocolModel variant, ProtocolModel origin)
    {
        if ((variant.Xml is null) != (origin.Xml is null) || MessageEmitter.HasStream(variant) != MessageEmitter.HasStream(origin))
            return false;
        return Array.TrueForAll([true, false], byClient => Values(variant, byClient).SequenceEqual(Values(origin, byClient)))
            && (variant.Xml is null || Namespaces(variant) == Namespaces(origin));

        static IEnumerable<(string, string, bool)> Values(ProtocolModel protocol, bool byClient) => protocol.Bindings
            .Where(binding => protocol.Keeps(binding, byClient))
            .Select(binding => (binding.FieldName, BindingsEmitter.TypeOf(binding), binding.IgnoresCase));
    }

    private static string Namespaces(ProtocolModel protocol)
    {
        var code = new CodeWriter();
        foreach (var byClient in (bool[])[true, false])
            XmlMessageEmitter.EmitNamespaces(code, MessageEmitter.XmlOptions(protocol, protocol.NamespacesReadBy(byClient)));
        return code.ToString();
    }

    /// <summary>The messages that can be told to be alike: those that depend on no value of an earlier one, unless all values are
    /// shared.</summary>
    private static IEnumerable<MessageModel> Comparable(ProtocolModel protocol, bool sharesValues) => protocol.Messages.Where(message =>
        protocol.IsRead(message) && (sharesValues || message is { Automaton: not null, NeededBindings.Count: 0 }));

    private static bool HasWords(MessageModel message, WordsModel words) => message.AllMembers().Any(label => label.Words == words);

    private static string Describe(ProtocolModel protocol, MessageModel message)
    {
        var text = new StringBuilder().Append(protocol.Limits.Octets);
        foreach (var label in message.AllMembers())
        {
            text.Append($"\n{label.Id} {label.Kind} {label.IsList} {label.MayBeAbsent} ")
                .Append($"{label.PropertyName} {label.RecordType} {label.KindName}");
            if (label.Words is { } words)
                text.AppendJoin(',', words.Words);
        }

        if (message.Xml is not null)
            return text.Append(XmlCode(protocol, message)).ToString();
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

    /// <summary>What is emitted for an XML message, and for the rules that its values are checked against.</summary>
    private static string XmlCode(ProtocolModel protocol, MessageModel message)
    {
        var code = new CodeWriter();
        MessageEmitter.EmitXml(code, protocol, message);
        foreach (var rule in ValueRuleEmitter.UsedBy(code.ToString(), protocol.ValueRules))
            ValueRuleEmitter.Emit(code, rule, hasXml: true);
        return code.ToString();
    }
}
