using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A parser as it is emitted: one automaton for one or more messages, which share what they have in common.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Messages">The messages that it reads, each with the state in which it begins.</param>
/// <param name="States">The states, numbered from 0.</param>
/// <param name="Registers">The names of its registers, by number.</param>
/// <param name="Lists">The lists whose values it notes, with the names of their constants.</param>
internal sealed record ParserModel(
    string Name, IReadOnlyList<(MessageModel Message, int Begin)> Messages, IReadOnlyList<DfaState> States, IReadOnlyList<string> Registers,
    IReadOnlyDictionary<ScannedListModel, string> Lists)
{
    /// <summary>Whether it compares with earlier messages.</summary>
    public bool NeedsBindings => Messages.Any(item => item.Message.NeededBindings.Count > 0);

    /// <summary>The number of the place at which a message begins.</summary>
    public int PlaceOf(MessageModel message) => Messages.First(item => item.Message == message).Begin + 1;
}
