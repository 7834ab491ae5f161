using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>What kinds of things may stand behind a text.</summary>
/// <param name="Words">Words of the language.</param>
internal sealed record CompletionContext(params IReadOnlyList<string> Words)
{
    private static readonly string[] s_partHeaders = ["dialogue", "dialogue in any order", "dialogue from tls", "any time", "says"];

    private static readonly CompletionContext s_nothing = new();
    private static readonly CompletionContext s_expression = new() { Rules = true, Elements = true };
    private static readonly CompletionContext s_rules = new() { Rules = true };
    private static readonly CompletionContext s_values = new() { Values = true };

    /// <summary>Whether the words begin a line.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Names of rules, and of the arguments of the rule that is being written.</summary>
    public bool Rules { get; init; }

    /// <summary>Core rules, and the types and functions of elements.</summary>
    public bool Elements { get; init; }

    /// <summary>Names of labels, parameters and fresh values.</summary>
    public bool Values { get; init; }

    /// <summary>The values that always exist.</summary>
    public bool Hosts { get; init; }

    /// <summary>Names of protocols.</summary>
    public bool Protocols { get; init; }

    /// <summary>What may stand behind a text that ends where a word begins.</summary>
    public static CompletionContext At(string text)
    {
        if (text.Length > GrammarParser.MaxLength)
            return s_nothing;
        var all = Lexer.Scan(text);
        if (all.Count > 0 && IsOpen(all[^1]) && all[^1].Span.End == text.Length)
            return s_nothing;
        if (text.EndsWith('$'))
            return s_values with { Hosts = true };
        var lines = LinesOf(all);
        var line = text[(text.LastIndexOfAny(['\r', '\n']) + 1)..];
        if (line.Length == 0)
            return LineStart(lines);
        var inLine = lines.Count > 0 ? InLine(lines[^1]) : s_nothing;
        if (!string.IsNullOrWhiteSpace(line))
            return inLine;

        // An indented line continues the one before, or begins one of a part.
        var start = LineStart(lines);
        return inLine with { Words = [.. start.Words, .. inLine.Words], IsFirst = true };
    }

    /// <summary>The arguments of the rule that a text ends in.</summary>
    public static IEnumerable<string> RuleArguments(string text) =>
        text.Length <= GrammarParser.MaxLength
            && LinesOf(Lexer.Scan(text)) is [.., { Kind: LineKind.Rule, Tokens: [_, var open, .. var rest] }] && open.IsSymbol("(")
            ? rest.TakeWhile(token => !token.IsSymbol(")")).Where(token => token.Kind == TokenKind.Word).Select(token => token.Text)
            : [];

    /// <summary>Whether what is written behind it belongs to it: a comment, or text whose closing quote is missing.</summary>
    private static bool IsOpen(Token token) =>
        token.Kind == TokenKind.Comment || (token.Kind is TokenKind.Quoted or TokenKind.ExactQuoted && token.Problem is not null);

    private static List<LogicalLine> LinesOf(IEnumerable<Token> tokens) =>
        new LineSplitter([.. tokens.Where(token => token.Kind != TokenKind.Comment)], (_, _) => { }).Split();

    private static CompletionContext LineStart(List<LogicalLine> lines)
    {
        var last = lines.FindLast(line =>
            line.Kind is LineKind.DialogueHeader or LineKind.TlsDialogueHeader or LineKind.AnyTimeHeader or LineKind.SaysHeader);
        var hasRules = lines.Exists(line => line.Kind == LineKind.Rule);
        return last?.Kind switch
        {
            LineKind.DialogueHeader => new("C:", "S:", Keywords.Tls, "dialogue from tls", "any time", "says") { IsFirst = true },
            LineKind.TlsDialogueHeader => new("C:", "S:", "any time", "says") { IsFirst = true },
            LineKind.AnyTimeHeader => new("C:", "S:", "says") { IsFirst = true },
            LineKind.SaysHeader => new(Keywords.Tls) { IsFirst = true, Rules = true },
            _ when hasRules => new(s_partHeaders) { IsFirst = true },
            _ => new([.. Keywords.Head, .. s_partHeaders]) { IsFirst = true },
        };
    }

    private static CompletionContext InLine(LogicalLine line)
    {
        var tokens = line.Tokens[..^1];                 // without the end of the line
        return line.Kind switch
        {
            LineKind.Protocol => tokens.Length == 2 ? new("like") : tokens.Length == 3 ? new() { Protocols = true } : s_nothing,
            LineKind.Fact => InFact(tokens),
            LineKind.Rule => s_expression,
            LineKind.DialogueHeader or LineKind.TlsDialogueHeader => tokens.Length == 1 ? new("in any order", "from tls") : s_nothing,
            LineKind.AnyTimeHeader => tokens.Length == 1 ? new("time") : s_nothing,
            LineKind.MessageStep or LineKind.TlsMessageStep or LineKind.AnyTimeLine or LineKind.UnreadableLine => InStep(tokens),
            LineKind.TlsStep => InTls(tokens),
            LineKind.SaysText => tokens.Length == 1 ? s_expression with { Words = Keywords.Sayings } : s_expression,
            _ => s_nothing,
        };
    }

    private static CompletionContext InFact(Token[] tokens)
    {
        var hasRule = tokens.Any(token => token.IsSymbol(":"));
        var hasDefault = tokens.Any(token => token.IsSymbol("="));
        return tokens[0].Text switch
        {
            "port" or "tls" when tokens.Length == 1 => new("none"),
            "limit" when tokens[^1].Kind == TokenKind.Number => new("octets", "items", "rounds", "deep"),
            "identity" when tokens.Length == 1 => new("srv", "tls", "other", "none"),
            "identity" when tokens[^1].IsSymbol(",") => new("srv", "tls", "other"),
            "parameter" when tokens.Length == 1 => s_values,
            "parameter" when hasDefault => s_rules,
            "parameter" or "fresh" when hasRule => s_expression,
            _ => s_nothing,
        };
    }

    private static CompletionContext InStep(Token[] tokens)
    {
        var last = tokens[^1];
        if (last.IsSymbol("=>"))
            return new(Keywords.Outcomes);
        if (last.IsWord("else"))
            return new([.. Keywords.Outcomes, "skip", "ask"]);
        var begin = Array.FindLastIndex(tokens, token => token.Kind == TokenKind.Role || token.IsSymbol("/") || token.IsSymbol("=>"));
        var clause = tokens[(begin + 1)..];
        if (begin >= 0 && tokens[begin].IsSymbol("=>"))
            return last.IsWord("or") ? new("clear") : new("or clear");
        if (InCondition(clause) is { } condition)
            return condition with { Words = [.. condition.Words, .. condition.Values ? Array.Empty<string>() : ["else"]] };
        return clause.Length == 0 ? s_expression : s_expression with { Words = ["if", "else", "or clear"] };
    }

    private static CompletionContext InTls(Token[] tokens)
    {
        var last = tokens[^1];
        if (last.IsWord("at"))
            return new("once");
        if (last.IsWord("in") || last.IsWord("keeps"))
            return s_rules;
        if (last.IsWord("renews"))
            return s_values;
        string[] further = ["at once", "in", "if", "keeps", "renews"];
        return InCondition(tokens) is { } condition
            ? condition with { Words = [.. condition.Words, .. condition.Values ? [] : further[3..]] }
            : new(further);
    }

    /// <summary>Behind <c>if</c>, or null.</summary>
    private static CompletionContext? InCondition(Token[] clause)
    {
        var begin = Array.FindLastIndex(clause, token => token.IsWord("if"));
        if (begin < 0 || clause[begin..].Any(token => token.IsWord("else") || token.IsWord("keeps") || token.IsWord("renews")))
            return null;
        var last = clause[^1];
        if (last.IsWord("if") || last.IsWord("or"))
            return s_values with { Words = ["unknown"] };
        return last.IsSymbol("&") || last.IsSymbol("&!") ? s_rules : new CompletionContext("or") { Rules = last.Kind == TokenKind.Word };
    }
}
