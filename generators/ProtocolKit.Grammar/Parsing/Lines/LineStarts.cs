using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>What a line begins with.</summary>
internal static class LineStarts
{
    /// <summary>Whether a rule begins here: <c>name =</c>, <c>name =/</c> or <c>name(argument, …) =</c>.</summary>
    public static bool IsRule(Token[] tokens, int index, bool isInTag)
    {
        if (tokens[index].Kind != TokenKind.Word)
            return false;
        var next = index + 1;
        if (IsSymbol(tokens, next, "("))
        {
            next++;
            while (next < tokens.Length && (tokens[next].Kind == TokenKind.Word || tokens[next].IsSymbol(",")))
                next++;
            if (!IsSymbol(tokens, next, ")"))
                return false;
            next++;
        }

        if (!IsSymbol(tokens, next, "=") && !IsSymbol(tokens, next, "=/"))
            return false;

        // In a tag that was not closed, 'to=host' is an attribute; 'to = host' can still be the next rule behind a forgotten '>'.
        return !isInTag || !tokens[next].IsAdjacent;
    }

    /// <summary>Which part begins here: by its first word at the beginning of a line, else only where the whole line says so.</summary>
    public static LineKind? PartHeader(Token[] tokens, int index, bool byFirstWord)
    {
        LineKind? kind = tokens[index].Kind != TokenKind.Word ? null : tokens[index].Text switch
        {
            Keywords.Dialogue when index + 1 < tokens.Length && !IsAlone(tokens, index) && tokens[index + 1].IsWord("from") =>
                LineKind.TlsDialogueHeader,
            Keywords.Dialogue => LineKind.DialogueHeader,
            Keywords.Any => LineKind.AnyTimeHeader,
            Keywords.Says => LineKind.SaysHeader,
            _ => null,
        };
        if (kind is null || byFirstWord)
            return kind;
        var whole = kind switch
        {
            LineKind.DialogueHeader =>
                IsLine(tokens, index, Keywords.Dialogue) || IsLine(tokens, index, Keywords.Dialogue, "in", "any", "order"),
            LineKind.TlsDialogueHeader => IsLine(tokens, index, Keywords.Dialogue, "from", "tls"),
            LineKind.AnyTimeHeader => IsLine(tokens, index, Keywords.Any, "time"),
            _ => IsLine(tokens, index, Keywords.Says),
        };
        return whole ? kind : null;
    }

    /// <summary>Which line of the head begins with a word, if any.</summary>
    public static LineKind? Fact(Token word) =>
        word.Text == Keywords.Head[0] ? LineKind.Protocol : Keywords.Head.Contains(word.Text) ? LineKind.Fact : null;

    /// <summary>Whether a line of <c>any time</c> is that of everything unreadable: <c>C: ...</c></summary>
    public static bool IsUnreadable(Token[] tokens, int index) => IsSymbol(tokens, index + 1, "...");

    /// <summary>Whether a token is all that stands on its line.</summary>
    public static bool IsAlone(Token[] tokens, int index) => index + 1 == tokens.Length || tokens[index + 1].IsFirstOnLine;

    private static bool IsLine(Token[] tokens, int index, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (index + i >= tokens.Length || !tokens[index + i].IsWord(words[i]))
                return false;
        }

        return IsAlone(tokens, index + words.Length - 1);
    }

    private static bool IsSymbol(Token[] tokens, int index, string symbol) => index < tokens.Length && tokens[index].IsSymbol(symbol);
}
