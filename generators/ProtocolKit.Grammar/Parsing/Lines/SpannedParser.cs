using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>Makes a node of what was read and where, and may report what is wrong with it.</summary>
internal sealed class SpannedParser<T, TNode>(Parser<Token, T> inner, Func<T, TextSpan, LineContext, TNode> create) : Parser<Token, TNode>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override bool TryParse(
        ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, [MaybeNullWhen(false)] out TNode result)
    {
        var first = (int)state.Location;
        if (!inner.TryParse(ref state, ref expecteds, out var value))
        {
            result = default;
            return false;
        }

        result = Create(value, first, (int)state.Location - 1, (LineContext)state.Configuration);
        return true;
    }

    private TNode Create(T value, int first, int last, LineContext context)
    {
        var start = context.Tokens[Math.Min(first, context.Tokens.Length - 1)].Span;
        var span = last < first ? new TextSpan(start.Start, 0) : TextSpan.FromBounds(start, context.Tokens[last].Span);
        return create(value, span, context);
    }
}

internal static class SpannedParser
{
    public static Parser<Token, TNode> Spanned<T, TNode>(this Parser<Token, T> parser, Func<T, TextSpan, TNode> create) =>
        new SpannedParser<T, TNode>(parser, (value, span, _) => create(value, span));

    public static Parser<Token, TNode> Spanned<T, TNode>(this Parser<Token, T> parser, Func<T, TextSpan, LineContext, TNode> create) =>
        new SpannedParser<T, TNode>(parser, create);
}
