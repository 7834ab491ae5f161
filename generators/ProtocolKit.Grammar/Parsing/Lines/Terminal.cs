using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>Reads one token, and notes what was expected where another one stands.</summary>
/// <param name="label">What is expected, in words; null where naming it would only lengthen the list.</param>
/// <param name="keywords">The words that would have fitted, for suggestions.</param>
/// <param name="accepts">Whether a token fits.</param>
/// <param name="isLookahead">Whether the token is only looked at.</param>
/// <param name="behind">Whether the token behind it is one that it may stand before; null where any is.</param>
internal sealed class Terminal(
    string? label, string[] keywords, Func<Token, bool> accepts, bool isLookahead = false, Func<Token, bool>? behind = null)
    : Parser<Token, Token>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override bool TryParse(
        ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, [MaybeNullWhen(false)] out Token result)
    {
        var context = (LineContext)state.Configuration;
        if (state.HasCurrent && accepts(state.Current) && behind?.Invoke(context.Tokens[(int)state.Location + 1]) != false)
        {
            result = state.Current;
            if (!isLookahead)
                state.Advance(1);
            return true;
        }

        context.Miss((int)state.Location, label, keywords);
        state.SetError(state.HasCurrent ? Maybe.Just(state.Current) : Maybe.Nothing<Token>(), !state.HasCurrent, state.Location, null);
        result = default;
        return false;
    }
}
