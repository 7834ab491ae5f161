using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>Numbers of a fixed width, counted octets, and parts of a given length.</summary>
internal static class BinaryParsers
{
    private static readonly Parser<Token, NumberConstraintSyntax> s_range =
        Map((first, last) => (first, last), Number, Symbol("..").Then(Number).Optional())
            .Spanned((read, span, context) =>
            {
                var last = read.last.GetValueOrDefault(read.first);
                if (last < read.first)
                    context.Report(span, "the range is empty: expected the smaller number first");
                return (NumberConstraintSyntax)new NumberRangeSyntax(read.first, last, span);
            });

    /// <summary>What an earlier value or an argument says that a number must be.</summary>
    public static readonly Parser<Token, NumberConstraintSyntax> NamedConstraint =
        OneOf(
            Value.Spanned((name, span) => (NumberConstraintSyntax)new NumberValueReferenceSyntax(name, span)),
            NameCalled("an argument's name").Spanned((name, span) => (NumberConstraintSyntax)new NumberArgumentSyntax(name, span)));

    /// <summary>What stands in the parentheses behind a number's type.</summary>
    public static readonly Parser<Token, NumberConstraintSyntax> Constraint = OneOf(s_range, NamedConstraint);

    private static readonly Parser<Token, ExpressionSyntax> s_unsignedInteger =
        Map((keyword, constraint) => (keyword, constraint),
            ElementKeyword([.. Keywords.UnsignedIntegers.Keys]),
            OpenArguments.Then(Constraint).Before(Close).Optional())
        .Spanned((read, span) =>
        {
            var (octets, littleEndian) = Keywords.UnsignedIntegers[read.keyword.Text];
            return (ExpressionSyntax)new UnsignedIntegerSyntax(
                octets, littleEndian, read.constraint.HasValue ? read.constraint.Value : null, span);
        });

    private static readonly Parser<Token, int> s_length = NumberUpTo(int.MaxValue, "a length").Select(length => (int)length);

    private static readonly Parser<Token, SizeSyntax> s_size =
        OneOf(
            s_length.Spanned((length, span) => new SizeSyntax(null, length, span)),
            Map((name, less) => (name, less), Value, Symbol("-").Then(s_length).Optional())
                .Spanned((read, span) => new SizeSyntax(read.name, -read.less.GetValueOrDefault(0), span)));

    private static readonly Parser<Token, ExpressionSyntax> s_countedOctets =
        ElementKeyword("octets").Then(Open).Then(s_size).Before(Close)
            .Spanned((size, span) => (ExpressionSyntax)new CountedOctetsSyntax(size, span));

    private static readonly Parser<Token, ExpressionSyntax> s_within =
        Map((_, _, size, _, body, _) => (size, body),
            ElementKeyword("within"), Open, s_size, Comma, ExpressionParsers.Expression, Close)
        .Spanned((read, span) => (ExpressionSyntax)new WithinSyntax(read.size, read.body, span));

    private static readonly Parser<Token, ExpressionSyntax> s_rest =
        ElementKeyword("rest").Spanned((_, span) => (ExpressionSyntax)new RestSyntax(span));

    /// <summary>An element of this notation.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Element = OneOf(s_unsignedInteger, s_countedOctets, s_within, s_rest);
}
