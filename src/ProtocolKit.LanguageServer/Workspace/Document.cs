using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.LanguageServer.Symbols;

namespace ProtocolKit.LanguageServer.Workspace;

/// <summary>One version of a grammar file, with what can be found in it by itself.</summary>
internal sealed class Document
{
    private readonly Lazy<LineMap> _lines;
    private readonly Lazy<GrammarParseResult> _parsed;
    private readonly Lazy<IReadOnlyList<Token>> _tokens;
    private readonly Lazy<SymbolIndex> _symbols;

    /// <param name="uri">The file as the editor calls it.</param>
    /// <param name="path">Its path; what has none is called by its URI.</param>
    /// <param name="text">Its text.</param>
    public Document(string uri, string path, string text)
    {
        (Uri, Path, Text) = (uri, path, text);
        _lines = new Lazy<LineMap>(() => new LineMap(Text));
        _parsed = new Lazy<GrammarParseResult>(() => GrammarParser.Parse(Path, Text));
        _tokens = new Lazy<IReadOnlyList<Token>>(() => Text.Length <= GrammarParser.MaxLength ? Lexer.Scan(Text) : []);
        _symbols = new Lazy<SymbolIndex>(() => SymbolIndex.Of(Parsed.File));
    }

    public string Uri { get; }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Which version the editor has said that this is; null for a file that is not open.</summary>
    public int? Version { get; init; }

    public LineMap Lines => _lines.Value;

    public GrammarParseResult Parsed => _parsed.Value;

    /// <summary>All tokens, comments among them; none of a file that is too long.</summary>
    public IReadOnlyList<Token> Tokens => _tokens.Value;

    public SymbolIndex Symbols => _symbols.Value;

    /// <summary>The word at an index, or that ends there, or <c>C:</c> or <c>S:</c>; null where there is none.</summary>
    public Token? WordAt(int index)
    {
        foreach (var token in Tokens)
        {
            if (token.Span.Start <= index && index <= token.Span.End && token.Kind is TokenKind.Word or TokenKind.Role)
                return token;
        }

        return null;
    }

    /// <summary>The name behind <c>protocol</c>, or null.</summary>
    public string? Name => Parsed.File.Protocol?.Name.Text;

    /// <summary>The name behind <c>like</c>, or null.</summary>
    public string? BaseName => Parsed.File.Protocol?.Like?.Text;

    public GrammarSource Source => new(Path, Text);

    /// <summary>The same file with another text.</summary>
    public Document With(string text) => new(Uri, Path, text) { Version = Version };
}
