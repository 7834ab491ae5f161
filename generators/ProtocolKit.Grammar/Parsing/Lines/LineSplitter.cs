using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>
/// Cuts a file into logical lines by how each line begins, so that an error in one does not hide those of others.
/// </summary>
/// <param name="tokens">The file's tokens, without comments.</param>
/// <param name="report">Takes what is wrong with a line's place or its first word.</param>
internal sealed class LineSplitter(Token[] tokens, Action<TextSpan, string> report)
{
    private Part _part = Part.Head;
    private bool _hasRules;
    private bool _wasMisplacementReported;

    /// <summary>How far the lines of <c>any time</c> and <c>says</c> are indented: what is indented further continues.</summary>
    private int _baseIndent = -1;

    private enum Part
    {
        /// <summary>The head, and the rules below it.</summary>
        Head,
        Dialogue,
        TlsDialogue,
        AnyTime,
        Says,
    }

    /// <summary>The logical lines, in order.</summary>
    public List<LogicalLine> Split()
    {
        var lines = new List<LogicalLine>();
        var kind = LineKind.Unknown;
        var first = 0;
        var isInTag = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsFirstOnLine && Classify(i, isInTag, isFirst: i == 0) is { } next)
            {
                if (i > first)
                    lines.Add(Line(kind, first, i));
                (kind, first, isInTag) = (next, i, false);
            }

            isInTag = tokens[i] switch
            {
                { Kind: TokenKind.Symbol, Text: "<" or "</" } => true,
                { Kind: TokenKind.Symbol, Text: ">" or "/>" } => false,
                _ => isInTag,
            };
        }

        if (tokens.Length > 0)
            lines.Add(Line(kind, first, tokens.Length));
        return lines;
    }

    /// <summary>What begins at a token, or null if its line continues the one before.</summary>
    private LineKind? Classify(int index, bool isInTag, bool isFirst)
    {
        var token = tokens[index];
        var isFlush = token.Indent == 0 || isFirst;
        if (_part != Part.Says && LineStarts.IsRule(tokens, index, isInTag))
            return Rule(token);
        if (LineStarts.PartHeader(tokens, index, isFlush && _part != Part.Says) is { } header)
            return Header(header, token);
        if (_part == Part.Head && token.Kind == TokenKind.Role)
        {
            report(token.Span, $"found '{token.Text}:' above any 'dialogue' line, expected that line first");
            Enter(Part.Dialogue);
        }

        return _part switch
        {
            Part.Head => InHead(token, index, isFlush),
            Part.Dialogue or Part.TlsDialogue => InDialogue(token, isFlush),
            Part.AnyTime => InAnyTime(token, index, isFlush),
            _ => InSays(token, index),
        };
    }

    private LineKind? InHead(Token token, int index, bool isFlush)
    {
        // Below the first rule an indented keyword is the name of a rule that is used there.
        if (token.Kind == TokenKind.Word && (isFlush || (!_hasRules && !LineStarts.IsAlone(tokens, index)))
            && LineStarts.Fact(token) is { } fact)
        {
            if (_hasRules)
                Misplaced(token, $"found '{token.Text}' below the rules, expected it in the head, above them");
            return fact;
        }

        if (isFlush && token.Kind == TokenKind.Word && Foreign.Definition(tokens, index) is { } foreign)
        {
            report(foreign.Span, foreign.Message);
            _hasRules = true;
            return LineKind.Unknown;
        }

        return isFlush
            ? Unknown(
            token, "a rule ('name = …'), a line of the head, or 'dialogue', 'any time' or 'says'", [.. Keywords.Head, .. Keywords.Parts])
            : null;
    }

    private LineKind? InDialogue(Token token, bool isFlush)
    {
        if (token.Kind == TokenKind.Role)
            return _part == Part.Dialogue ? LineKind.MessageStep : LineKind.TlsMessageStep;
        if (token.IsWord(Keywords.Tls) && _part == Part.TlsDialogue)
            report(token.Span,
                "found 'TLS' below 'dialogue from tls', expected 'C:' or 'S:': TLS has started before the first of these lines");
        if (token.IsWord(Keywords.Tls))
            return LineKind.TlsStep;
        return isFlush ? Unknown(token, "'C:', 'S:', 'TLS', 'any time' or 'says'", [Keywords.Tls, Keywords.Any, Keywords.Says]) : null;
    }

    private LineKind? InAnyTime(Token token, int index, bool isFlush)
    {
        if (token.Kind == TokenKind.Role)
            return !IsAtBase(token) ? null : LineStarts.IsUnreadable(tokens, index) ? LineKind.UnreadableLine : LineKind.AnyTimeLine;
        return isFlush ? Unknown(token, "'C:', 'S:' or 'says'", [Keywords.Says]) : null;
    }

    private LineKind? InSays(Token token, int index)
    {
        if (token.IsWord(Keywords.Tls) && LineStarts.IsAlone(tokens, index))
            return LineKind.SaysTls;
        return IsAtBase(token) ? LineKind.SaysText : null;
    }

    private bool IsAtBase(Token token)
    {
        if (_baseIndent < 0)
            _baseIndent = token.Indent;
        return token.Indent <= _baseIndent;
    }

    private LineKind Rule(Token token)
    {
        _hasRules = true;
        if (_part != Part.Head)
            Misplaced(token, $"found the rule '{token.Text}' below the dialogue, expected it above 'dialogue'");
        return LineKind.Rule;
    }

    private LineKind Header(LineKind kind, Token token)
    {
        var part = kind switch
        {
            LineKind.DialogueHeader => Part.Dialogue,
            LineKind.TlsDialogueHeader => Part.TlsDialogue,
            LineKind.AnyTimeHeader => Part.AnyTime,
            _ => Part.Says,
        };
        if (part < _part)
            report(token.Span, "found this part out of order, expected 'dialogue', then 'dialogue from tls', then 'any time', then 'says'");
        Enter(part);
        return kind;
    }

    /// <summary>A line that begins with no word of the language; if a part's name was meant, that part begins.</summary>
    private LineKind Unknown(Token token, string expected, string[] keywords)
    {
        if (token.Problem is not null)
            return LineKind.Unknown;
        if (token.Kind == TokenKind.Word && LineStarts.Fact(token) is { } fact)
        {
            Misplaced(token, $"found '{token.Text}' below the dialogue, expected it in the head, above the rules");
            return fact;
        }

        var meant = token.Kind == TokenKind.Word ? Spelling.Nearest(token.Text, keywords) ?? Spelling.Abbreviated(token.Text, keywords)
            : null;
        if (meant is null && token.Kind == TokenKind.Word && token.Text is "c" or "s" && keywords.Contains(Keywords.Says))
            meant = token.Text == "c" ? "C:" : "S:";
        var hint = token.Kind == TokenKind.Word ? "" : "; a line that continues the one before it begins with a space";
        report(token.Span, SyntaxErrors.Describe(token, [expected], meant) + hint);
        switch (meant)
        {
            case Keywords.Dialogue:
                Enter(Part.Dialogue);
                break;
            case Keywords.Any:
                Enter(Part.AnyTime);
                break;
            case Keywords.Says:
                Enter(Part.Says);
                break;
        }

        MeantProtocol |= meant == Keywords.Head[0];
        return LineKind.Unknown;
    }

    /// <summary>Whether a misspelt line was meant to be the <c>protocol</c> line.</summary>
    public bool MeantProtocol { get; private set; }

    private void Misplaced(Token token, string message)
    {
        // Once says it; the others are wrong for the same reason.
        if (!_wasMisplacementReported)
            report(token.Span, message);
        _wasMisplacementReported = true;
    }

    private void Enter(Part part)
    {
        _part = part;
        _baseIndent = -1;
    }

    private LogicalLine Line(LineKind kind, int first, int end) =>
        new(kind, [.. tokens.AsSpan(first, end - first), new Token(TokenKind.End, "", 0, new TextSpan(tokens[end - 1].Span.End, 0), null)]);
}
