using System.ComponentModel;
using System.Numerics;

namespace ProtocolKit.Generated;

/// <summary>Tells whether values are sentences of a rule, by the rule's automaton. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OctetAutomaton
{
    /// <summary>Whether an automaton of up to 256 states accepts a value.</summary>
    /// <param name="value">The octets.</param>
    /// <param name="accepting">The accepting states.</param>
    /// <param name="transitions">The transitions, four numbers each: from which state, the first and the last octet, and to which state.
    /// The automaton starts in state 0.</param>
    public static bool Accepts(ReadOnlySpan<byte> value, ReadOnlySpan<byte> accepting, ReadOnlySpan<byte> transitions) =>
        Run<byte>(value, accepting, transitions);

    /// <summary>Whether an automaton of any size accepts a value.</summary>
    /// <inheritdoc cref="Accepts"/>
    public static bool AcceptsWide(ReadOnlySpan<byte> value, ReadOnlySpan<ushort> accepting, ReadOnlySpan<ushort> transitions) =>
        Run<ushort>(value, accepting, transitions);

    private static bool Run<T>(ReadOnlySpan<byte> value, ReadOnlySpan<T> accepting, ReadOnlySpan<T> transitions)
        where T : unmanaged, IBinaryInteger<T>
    {
        var state = T.Zero;
        foreach (var octet in value)
        {
            var i = 0;
            while (i < transitions.Length
                && !(transitions[i] == state && transitions[i + 1] <= T.CreateTruncating(octet)
                && T.CreateTruncating(octet) <= transitions[i + 2]))
                i += 4;
            if (i == transitions.Length)
                return false;
            state = transitions[i + 3];
        }

        return accepting.Contains(state);
    }
}
