using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Lexing;

internal enum TokenKind
{
    /// <summary>A name or a keyword: which one depends on where it stands.</summary>
    Word,
    Number,

    /// <summary><c>"text"</c> or <c>%i"text"</c></summary>
    Quoted,

    /// <summary><c>%s"text"</c></summary>
    ExactQuoted,

    /// <summary><c>%x…</c>, <c>%d…</c> or <c>%b…</c>, as written.</summary>
    Octets,

    /// <summary><c>$name</c>; the text is the name.</summary>
    Value,

    /// <summary><c>&lt;some words&gt;</c>; the text is the words.</summary>
    Prose,

    /// <summary><c>C:</c> or <c>S:</c>; the text is the letter.</summary>
    Role,
    Symbol,
    Comment,

    /// <summary>A character that the language has no use for.</summary>
    Stray,

    /// <summary>Stands behind the last token of a logical line.</summary>
    End,
}

/// <summary>A token, with its place and what was before it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says, without quotes and the like.</param>
/// <param name="Number">The value of a number.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Problem">What is wrong with it by itself, or null.</param>
internal sealed record Token(TokenKind Kind, string Text, ulong Number, TextSpan Span, string? Problem)
{
    /// <summary>How far the line is indented of which it is the first token; else -1.</summary>
    public int Indent { get; init; } = -1;

    /// <summary>Whether it stands right behind the token before it.</summary>
    public bool IsAdjacent { get; init; }

    public bool IsFirstOnLine => Indent >= 0;

    public NameToken Name => new(Text, Span);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;
}
