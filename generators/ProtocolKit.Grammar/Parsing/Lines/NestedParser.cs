using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>A parser that contains itself, but not deeper than <see cref="LineContext.DeepestNesting"/>.</summary>
internal sealed class NestedParser<T>(Func<Parser<Token, T>> create) : Parser<Token, T>
{
    private readonly Lazy<Parser<Token, T>> _inner = new(create);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override bool TryParse(
        ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var context = (LineContext)state.Configuration;
        if (context.Depth == LineContext.DeepestNesting)
        {
            GiveUp(ref state, context);
            result = default;
            return false;
        }

        context.Depth++;
        var success = _inner.Value.TryParse(ref state, ref expecteds, out result);
        context.Depth--;
        return success;
    }

    private static void GiveUp(ref ParseState<Token> state, LineContext context)
    {
        var here = context.Tokens[Math.Min((int)state.Location, context.Tokens.Length - 1)].Span;
        context.Abandoned = (here, string.Create(
            CultureInfo.InvariantCulture,
            $"nested deeper than {LineContext.DeepestNesting} levels; give the inner part a rule of its own"));
        state.SetError(Maybe.Nothing<Token>(), false, state.Location, null);
    }
}
