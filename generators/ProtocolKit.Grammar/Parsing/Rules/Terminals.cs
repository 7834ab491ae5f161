using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>The tokens that the other parsers are made of, each with what to call it where it is missing.</summary>
internal static class Terminals
{
    /// <summary>What anything that may begin an element is called, so that the list of what was expected stays short.</summary>
    public const string Element = "an element";

    public static readonly Parser<Token, Token> Comma = Symbol(",");
    public static readonly Parser<Token, Token> Colon = Symbol(":");
    public static readonly Parser<Token, Token> Slash = Symbol("/");
    public static readonly Parser<Token, Token> Open = Symbol("(");
    public static readonly Parser<Token, Token> Close = Symbol(")");

    /// <summary>A parenthesis directly behind a name: arguments. With a space between, it is a group.</summary>
    public static readonly Parser<Token, Token> OpenArguments =
        new Terminal(null, [], token => token.IsSymbol("(") && token.IsAdjacent);

    /// <summary>Reads nothing, but insists that no space is here.</summary>
    public static readonly Parser<Token, Token> Adjacent =
        new Terminal("what is repeated, directly behind the number or '*'", [], token =>
            token.IsAdjacent && token.Kind != TokenKind.End, isLookahead: true);

    /// <summary>A name of one's own choice, where a keyword would be mistaken for one.</summary>
    public static readonly Parser<Token, NameToken> Name = NameCalled("a name");

    /// <summary>Any word.</summary>
    public static readonly Parser<Token, NameToken> Word =
        new Terminal("a name", [], token => token.Kind == TokenKind.Word).Select(token => token.Name);

    public static readonly Parser<Token, NameToken> Value =
        new Terminal("'$' and a name", [], token => token.Kind == TokenKind.Value).Select(token => token.Name);

    public static readonly Parser<Token, string> QuotedText =
        new Terminal("quoted text", [], token => token.Kind == TokenKind.Quoted).Select(token => token.Text);

    public static readonly Parser<Token, ulong> Number = NumberUpTo(ulong.MaxValue, "a number");

    public static readonly Parser<Token, Token> End = new Terminal("the end of the line", [], token => token.Kind == TokenKind.End);

    public static Parser<Token, NameToken> NameCalled(string? label) =>
        new Terminal(label, [], token => token.Kind == TokenKind.Word && !Keywords.IsReserved(token.Text)).Select(token => token.Name);

    /// <summary>A token that is an element by itself, or the first of one.</summary>
    public static Parser<Token, Token> ElementToken(TokenKind kind) => new Terminal(Element, [], token => token.Kind == kind);

    public static Parser<Token, Token> ElementSymbol(string symbol) => new Terminal(Element, [], token => token.IsSymbol(symbol));

    public static Parser<Token, Token> ElementKeyword(params string[] keywords) =>
        new Terminal(Element, keywords, token => token.Kind == TokenKind.Word && keywords.Contains(token.Text));

    public static Parser<Token, Token> Keyword(string keyword) => new Terminal($"'{keyword}'", [keyword], token => token.IsWord(keyword));

    /// <summary>One of several keywords that are called by one name together.</summary>
    public static Parser<Token, Token> KeywordOf(string label, IEnumerable<string> keywords)
    {
        var all = keywords.ToArray();
        return new Terminal(label, all, token => token.Kind == TokenKind.Word && all.Contains(token.Text));
    }

    public static Parser<Token, Token> Symbol(string symbol) => new Terminal($"'{symbol}'", [], token => token.IsSymbol(symbol));

    public static Parser<Token, ulong> NumberUpTo(ulong most, string label) =>
        new Terminal(label, [], token => token.Kind == TokenKind.Number && token.Number <= most).Select(token => token.Number);
}
