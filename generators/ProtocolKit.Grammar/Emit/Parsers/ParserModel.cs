using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A parser as it is emitted: one automaton for one or more messages, which share what they have in common.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Messages">The messages that it reads, each with the state in which it begins.</param>
/// <param name="States">The states, numbered from 0.</param>
/// <param name="Registers">The names of its registers, by number.</param>
internal sealed record ParserModel(
    string Name, IReadOnlyList<(MessageModel Message, int Begin)> Messages, IReadOnlyList<DfaState> States, IReadOnlyList<string> Registers)
{
    /// <summary>Whether it compares with earlier messages.</summary>
    public bool NeedsBindings => Messages.Any(item => item.Message.NeededBindings.Count > 0);

    /// <summary>Whether it can stop behind a value of a list.</summary>
    public bool CanStop => Messages.Any(item => CanStopIn(item.Message));

    /// <summary>The number of the place at which a message begins.</summary>
    public int PlaceOf(MessageModel message) => Messages.First(item => item.Message == message).Begin + 1;

    /// <summary>Whether a message's parser can stop behind a value of a list.</summary>
    public static bool CanStopIn(MessageModel message) => message.Xml is null && message.AllMembers().Any(label => label.IsList);
}
