using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>BER, as ASN.1 lists it.</summary>
internal static class BerParsers
{
    private static readonly Parser<Token, BerContentSyntax> s_list =
        ElementList.Parser.Spanned((list, span) => (BerContentSyntax)new BerElementsSyntax(list.Elements, list.IsExtensible, span));

    private static readonly Parser<Token, BerContentSyntax> s_of =
        Keyword("OF").Then(ExpressionParsers.Element).Spanned((element, span) => (BerContentSyntax)new BerOfSyntax(element, span));

    private static readonly Parser<Token, BerContentSyntax> s_text =
        ExpressionParsers.Text.Spanned((text, span) => (BerContentSyntax)new BerTextSyntax(text, span));

    private static readonly Parser<Token, NumberConstraintSyntax> s_oneNumber =
        Number.Spanned((number, span) => (NumberConstraintSyntax)new NumberRangeSyntax(number, number, span));

    private static readonly Parser<Token, BerContentSyntax> s_number =
        AnyOf(s_oneNumber, Open.Then(BinaryParsers.Constraint).Before(Close), BinaryParsers.NamedConstraint)
            .Spanned((constraint, span) => (BerContentSyntax)new BerNumberSyntax(constraint, span));

    private static readonly Parser<Token, BerContentSyntax> s_boolean =
        AnyOf(Keyword("TRUE").ThenReturn(true), Keyword("FALSE").ThenReturn(false))
            .Spanned((value, span) => (BerContentSyntax)new BerBooleanSyntax(value, span));

    private static readonly Parser<Token, NumberConstraintSyntax> s_tag =
        AnyOf(
            NumberUpTo(int.MaxValue, "the number of a tag")
                .Spanned((number, span) => (NumberConstraintSyntax)new NumberRangeSyntax(number, number, span)),
            BinaryParsers.NamedNumber);

    /// <summary>An element of this notation.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Element =
        AnyOf(
            Universal("SEQUENCE", BerType.Sequence, AnyOf(s_list, s_of)),
            Universal("SET", BerType.Set, AnyOf(s_list, s_of)),
            Universal("INTEGER", BerType.Integer, s_number),
            Universal("ENUMERATED", BerType.Enumerated, s_number),
            Universal("BOOLEAN", BerType.Boolean, s_boolean),
            Universal("OCTETS", BerType.Octets, s_text),
            Tagged("APPLICATION", BerType.Application),
            Tagged("CONTEXT", BerType.Context));

    private static Parser<Token, ExpressionSyntax> Universal(string keyword, BerType type, Parser<Token, BerContentSyntax> content) =>
        ElementKeyword(keyword).Then(content.OrNothing()).Spanned((read, span) =>
            (ExpressionSyntax)new BerSyntax(type, null, read.HasValue ? read.Value : null, span));

    private static Parser<Token, ExpressionSyntax> Tagged(string keyword, BerType type) =>
        Map((_, tag, content) => (tag, content), ElementKeyword(keyword), s_tag, AnyOf(s_list, s_text).OrNothing())
            .Spanned((read, span) =>
                (ExpressionSyntax)new BerSyntax(type, read.tag, read.content.HasValue ? read.content.Value : null, span));
}
