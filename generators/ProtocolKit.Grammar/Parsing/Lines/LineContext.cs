using Pidgin.Configuration;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing.Lines;

/// <summary>
/// What the parsers of one logical line know and find out. Pidgin hands its configuration to every parser, which lets them be static.
/// </summary>
/// <param name="tokens">The line's tokens, with one of kind <see cref="TokenKind.End"/> behind them.</param>
internal sealed class LineContext(Token[] tokens) : DefaultConfiguration<Token>
{
    /// <summary>What may stand in each other; beyond it, neither this parser nor who walks the tree has to trust the stack.</summary>
    public const int DeepestNesting = 64;

    private readonly List<string> _expected = [];
    private readonly List<string> _keywords = [];
    private readonly HashSet<(TextSpan Span, string Message)> _findings = [];

    public Token[] Tokens => tokens;

    /// <summary>How many elements the parser is in.</summary>
    public int Depth { get; set; }

    /// <summary>The index of the furthest token that did not fit.</summary>
    public int FurthestMiss { get; private set; } = -1;

    /// <summary>What would have fitted there, in words.</summary>
    public IReadOnlyList<string> Expected => _expected;

    /// <summary>The keywords that would have fitted there.</summary>
    public IReadOnlyList<string> ExpectedKeywords => _keywords;

    /// <summary>What is wrong though it could be read.</summary>
    public IEnumerable<(TextSpan Span, string Message)> Findings => _findings;

    /// <summary>What made the parser give up, other than a token that did not fit.</summary>
    public (TextSpan Span, string Message)? Abandoned { get; set; }

    /// <summary>
    /// Notes what was tried in vain. Pidgin itself forgets what an optional part before the error would have allowed,
    /// which is just where a misspelt keyword stands.
    /// </summary>
    public void Miss(int index, string? label, IReadOnlyList<string> keywords)
    {
        if (index < FurthestMiss)
            return;
        if (index > FurthestMiss)
        {
            FurthestMiss = index;
            _expected.Clear();
            _keywords.Clear();
        }

        if (label is not null && !_expected.Contains(label))
            _expected.Add(label);
        foreach (var keyword in keywords)
        {
            if (!_keywords.Contains(keyword))
                _keywords.Add(keyword);
        }
    }

    /// <summary>Notes what is wrong; a parser that is tried again may say the same again.</summary>
    public void Report(TextSpan span, string message) => _findings.Add((span, message));
}
