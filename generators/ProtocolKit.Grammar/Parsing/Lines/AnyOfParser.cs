using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>The first of several parsers that fits. One that has read a token and then failed ends the search.</summary>
/// <remarks>
/// As Pidgin's own, but for what was expected, which <see cref="LineContext.Miss"/> notes. So it needs a fifth of the stack where elements
/// stand within each other. None of the parsers here is inlined: optimized, those of one level would need four times the stack together.
/// </remarks>
internal sealed class AnyOfParser<T>(Parser<Token, T>[] parsers) : Parser<Token, T>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override bool TryParse(
        ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var first = state.Location;
        foreach (var parser in parsers)
        {
            if (parser.TryParse(ref state, ref expecteds, out result))
                return true;
            if (state.Location != first)
                break;
        }

        result = default;
        return false;
    }
}

/// <summary>A parser, or nothing where it does not fit and has read no token.</summary>
internal sealed class MaybeParser<T>(Parser<Token, T> parser) : Parser<Token, Maybe<T>>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override bool TryParse(
        ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, [MaybeNullWhen(false)] out Maybe<T> result)
    {
        var first = state.Location;
        if (parser.TryParse(ref state, ref expecteds, out var value))
        {
            result = Maybe.Just(value);
            return true;
        }

        result = default;
        return state.Location == first;
    }
}

internal static class AnyOfParser
{
    public static Parser<Token, T> AnyOf<T>(params Parser<Token, T>[] parsers) => new AnyOfParser<T>(parsers);

    public static Parser<Token, Maybe<T>> OrNothing<T>(this Parser<Token, T> parser) => new MaybeParser<T>(parser);
}
