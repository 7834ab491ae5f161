namespace ProtocolKit.Grammar.Automata;

/// <summary>The octets with which every sentence of a message begins, such as <c>* CAPABILITY</c>: by these a reader knows what was
/// meant, whatever
/// stands behind them.</summary>
internal static class FixedBeginning
{
    /// <summary>The octets, letters as spelled in capitals where both cases are meant; without white space and line ends at the
    /// end.</summary>
    public static IReadOnlyList<byte> Of(Dfa message)
    {
        var octets = new List<byte>();
        var state = message.States[0];
        while (state is { IsAccepting: false, Markers.Count: 0, Transitions: [{ } only] } && only.Octets.Octets().First() is var octet
            && (only.Octets == OctetSet.Of(octet) || only.Octets == OctetSet.IgnoringCase(octet)))
        {
            octets.Add(octet);
            state = message.States[only.Target];
        }

        while (octets is [.., (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'])
            octets.RemoveAt(octets.Count - 1);
        return octets;
    }

    /// <summary>Whether a sentence of a message can begin with octets.</summary>
    public static bool CanBegin(Dfa message, IReadOnlyList<byte> octets)
    {
        var state = message.States[0];
        foreach (var octet in octets)
        {
            if (state.Markers.Count > 0 || state.Transitions.Find(transition => transition.Octets.Contains(octet)) is not { } next)
                return false;
            state = message.States[next.Target];
        }

        return true;
    }

    /// <summary>The beginnings of messages that are known by more octets than another one, which can begin so as well.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="other">The other one.</param>
    public static IEnumerable<IReadOnlyList<byte>> KnownBefore(IEnumerable<Dfa?> messages, Dfa? other)
    {
        if (other is null)
            return [];
        var shared = Of(other).Count;
        return messages.OfType<Dfa>().Select(Of).Where(beginning => beginning.Count > shared && CanBegin(other, beginning))
            .DistinctBy(beginning => string.Join(' ', beginning));
    }
}
