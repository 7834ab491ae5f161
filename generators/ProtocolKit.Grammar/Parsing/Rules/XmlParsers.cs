using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>XML elements and tags.</summary>
internal static class XmlParsers
{
    private static readonly Parser<Token, (NameToken? Prefix, NameToken? Name)> s_qualifiedName =
        Map((first, second) => second.HasValue ? (first, second.Value) : ((NameToken?)null, (NameToken?)first),
            Word, Colon.Then(Word).OrNothing());

    private static readonly Parser<Token, (NameToken? Prefix, NameToken? Name)> s_elementName =
        AnyOf(Symbol("*").ThenReturn(((NameToken?)null, (NameToken?)null)), s_qualifiedName);

    private static readonly Parser<Token, (NameToken? Prefix, NameToken Name, ExpressionSyntax Value)> s_attributeBody =
        Map((first, second, _, value) => second.HasValue ? (first, second.Value, value) : ((NameToken?)null, first, value),
            new Terminal("an attribute", [], token => token.Kind == TokenKind.Word).Select(token => token.Name),
            Colon.Then(Word).OrNothing(),
            Symbol("="),
            ExpressionParsers.AttributeValue);

    private static readonly Parser<Token, XmlAttributeSyntax> s_attribute =
        AnyOf(
            s_attributeBody.Spanned((read, span) => new XmlAttributeSyntax(read.Prefix, read.Name, IsOptional: false, read.Value, span)),
            Symbol("[").Then(s_attributeBody).Before(Symbol("]"))
                .Spanned((read, span) => new XmlAttributeSyntax(read.Prefix, read.Name, IsOptional: true, read.Value, span)));

    private static readonly Parser<Token, (XmlForm Form, ElementList Children)> s_ending =
        AnyOf(
            Symbol("/>").ThenReturn((XmlForm.Empty, new ElementList([], IsExtensible: false))),
            Symbol(">").Then(ElementList.Parser.OrNothing()).Select(children => children.HasValue
                ? (XmlForm.Element, children.Value)
                : (XmlForm.StartTag, new ElementList([], IsExtensible: false))));

    private static readonly Parser<Token, ExpressionSyntax> s_element =
        Map((_, name, attributes, ending) => (name, attributes, ending),
            ElementSymbol("<"), s_elementName, s_attribute.Many(), s_ending)
        .Spanned((read, span) => (ExpressionSyntax)new XmlElementSyntax(
            read.ending.Form, read.name.Prefix, read.name.Name, read.attributes.ToArray(),
            read.ending.Children.Elements, read.ending.Children.IsExtensible, span));

    private static readonly Parser<Token, ExpressionSyntax> s_endTag =
        ElementSymbol("</").Then(s_qualifiedName).Before(Symbol(">"))
            .Spanned((name, span) => (ExpressionSyntax)new XmlElementSyntax(
                XmlForm.EndTag, name.Prefix, name.Name, [], [], Extensible: false, span));

    /// <summary>An element of this notation.</summary>
    public static readonly Parser<Token, ExpressionSyntax> Element = AnyOf(s_element, s_endTag);
}
