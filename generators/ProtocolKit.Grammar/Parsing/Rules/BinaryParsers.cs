using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>Numbers of a fixed width, counted octets, and parts of a given length.</summary>
internal static class BinaryParsers
{
    private static readonly Parser<Token, NumberTermSyntax> s_name =
        NameCalled("a number's name").Spanned((name, span) => new NumberTermSyntax(0, name, span));

    /// <summary>A number, or its name.</summary>
    private static readonly Parser<Token, NumberTermSyntax> s_term =
        AnyOf(Number.Spanned((value, span) => new NumberTermSyntax(value, null, span)), s_name);

    private static readonly Parser<Token, NumberConstraintSyntax> s_range =
        Map((first, last) => (first, last), s_term, Symbol("..").Then(s_term).OrNothing())
            .Spanned((read, span, context) =>
            {
                var last = read.last.GetValueOrDefault(read.first);
                if (read.first.Name is not null || last.Name is not null)
                    return new NamedRangeSyntax(read.first, last, span);
                if (last.Value < read.first.Value)
                    context.Report(span, "the range is empty: expected the smaller number first");
                return (NumberConstraintSyntax)new NumberRangeSyntax(read.first.Value, last.Value, span);
            });

    /// <summary><c>&amp; ssl &amp;! compress</c></summary>
    public static readonly Parser<Token, NumberConstraintSyntax> Bits =
        Map((sign, term) =>
            (IsSet: sign.Text == "&", term), AnyOf(Symbol("&"), new Terminal(null, [], token => token.IsSymbol("&!"))), s_term)
            .AtLeastOnce()
            .Spanned((read, span) =>
            {
                var all = read.ToLookup(bits => bits.IsSet, bits => bits.term);
                return (NumberConstraintSyntax)new NumberBitsSyntax([.. all[true]], [.. all[false]], span);
            });

    /// <summary>A number's name.</summary>
    public static readonly Parser<Token, NumberConstraintSyntax> NamedNumber =
        s_name.Select(term => (NumberConstraintSyntax)new NamedRangeSyntax(term, term, term.Span));

    /// <summary>What an earlier value or a name says that a number must be.</summary>
    public static readonly Parser<Token, NumberConstraintSyntax> NamedConstraint =
        AnyOf(Value.Spanned((name, span) => (NumberConstraintSyntax)new NumberValueReferenceSyntax(name, span)), NamedNumber);

    /// <summary>What stands in the parentheses behind a number's type.</summary>
    public static readonly Parser<Token, NumberConstraintSyntax> Constraint = AnyOf(s_range, Bits, NamedConstraint);

    private static readonly Parser<Token, ExpressionSyntax> s_unsignedInteger =
        Map((keyword, constraint) => (keyword, constraint),
            ElementKeyword([.. Keywords.UnsignedIntegers.Keys]),
            OpenArguments.Then(Constraint).Before(Close).OrNothing())
        .Spanned((read, span) =>
        {
            var (octets, littleEndian) = Keywords.UnsignedIntegers[read.keyword.Text];
            return (ExpressionSyntax)new UnsignedIntegerSyntax(
                octets, littleEndian, read.constraint.HasValue ? read.constraint.Value : null, span);
        });

    private static readonly Parser<Token, NumberTermSyntax> s_length =
        AnyOf(
            NumberUpTo(int.MaxValue, "a length").Spanned((length, span) => new NumberTermSyntax(length, null, span)),
            NameCalled(null).Spanned((name, span) => new NumberTermSyntax(0, name, span)));

    private static readonly Parser<Token, SizeSyntax> s_size =
        AnyOf(
            s_length.Select(length => new SizeSyntax(null, length, length.Span)),
            Map((name, less) => (name, less), Value, Symbol("-").Then(s_length).OrNothing())
                .Spanned((read, span) => new SizeSyntax(read.name, read.less.GetValueOrDefault(), span)));

    private static readonly Parser<Token, ExpressionSyntax> s_countedOctets =
        ElementKeyword("octets").Then(Open).Then(s_size).Before(Close)
            .Spanned((size, span) => (ExpressionSyntax)new CountedOctetsSyntax(size, span));

    private static readonly Parser<Token, ExpressionSyntax> s_within =
        Map((_, _, size, _, body, _) => (size, body),
            ElementKeyword("within"), Open, s_size, Comma, ExpressionParsers.Expression, Close)
        .Spanned((read, span) => (ExpressionSyntax)new WithinSyntax(read.size, read.body, span));

    private static readonly Parser<Token, ExpressionSyntax> s_padded =
        Map((_, _, multiple, _, item, _) => (multiple, item),
            ElementKeyword("padded"), Open, s_term, Comma, ExpressionParsers.Expression, Close)
        .Spanned((read, span) => (ExpressionSyntax)new PaddedSyntax(read.multiple, read.item, span));

    private static readonly Parser<Token, ExpressionSyntax> s_rest =
        ElementKeyword("rest").Spanned((_, span) => (ExpressionSyntax)new RestSyntax(span));

    /// <summary>An element of this notation.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Element = AnyOf(s_unsignedInteger, s_countedOctets, s_within, s_padded, s_rest);
}
