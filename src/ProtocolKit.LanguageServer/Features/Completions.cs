using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Words;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>What may be written at a place.</summary>
internal sealed class Completions
{
    private readonly GrammarWorkspace _workspace;
    private readonly Document _document;
    private readonly Document? _base;
    private readonly Protocol.Range _range;
    private readonly int _start;
    private readonly Dictionary<string, CompletionItem> _items = new(StringComparer.Ordinal);

    private Completions(GrammarWorkspace workspace, Document document, int start, int end)
    {
        (_workspace, _document, _start) = (workspace, document, start);
        _base = workspace.BaseOf(document);
        _range = document.Lines.RangeOf(new TextSpan(start, end - start));
    }

    public static IReadOnlyList<CompletionItem> At(GrammarWorkspace workspace, Document document, int index)
    {
        var start = index;
        while (start > 0 && Lexer.IsNameCharacter(document.Text[start - 1]))
            start--;
        var wanted = CompletionContext.At(document.Text[..start]);
        var completions = new Completions(workspace, document, start, index);
        completions.Add(wanted);
        return [.. completions._items.Values];
    }

    private void Add(CompletionContext wanted)
    {
        foreach (var word in wanted.Words)
        {
            var kind = LanguageWords.Outcomes.ContainsKey(word) ? Kinds.EnumMember : Kinds.Keyword;
            Add(word, kind, null, LanguageWords.Explain(word.Split(' ')[0], wanted.IsFirst));
        }

        if (wanted.Rules)
        {
            AddArguments();
            AddSymbols(SymbolKind.Rule, Kinds.Function, "rule", Hovers.Rule);
        }

        if (wanted.Elements)
        {
            foreach (var (name, text) in CoreRuleTexts.All)
                Add(name, Kinds.Constant, "core rule", $"`{text}`");
            foreach (
                var word in LanguageWords.Elements.Keys.Except(["OF", "TRUE", "FALSE"])
                .Concat(Grammar.Parsing.Keywords.UnsignedIntegers.Keys))
                Add(word, Kinds.Keyword, null, LanguageWords.Explain(word, isFirst: false));
        }

        if (wanted.Values)
            AddSymbols(SymbolKind.Value, Kinds.Field, "label or parameter", Hovers.Value);
        if (wanted.Hosts)
        {
            foreach (var (name, text) in BuiltInValues.Hosts)
                Add(name, Kinds.Variable, "the server's name", text);
        }

        if (wanted.Protocols)
        {
            foreach (var name in _workspace.BaseNames(_document))
                Add(name, Kinds.Module, "protocol", null);
        }
    }

    /// <summary>The names of a kind that are defined in the file or its base.</summary>
    private void AddSymbols(SymbolKind kind, int completion, string detail, Func<IReadOnlyList<Place>, string, string?> explain)
    {
        foreach (var document in new[] { _document, _base }.OfType<Document>())
        {
            var defined = document.Symbols.All.Where(name => name.Symbol.Kind == kind && name.IsDefinition);
            foreach (var group in defined.GroupBy(name => name.Symbol))
            {
                var name = document.Text[group.First().Span.Start..group.First().Span.End];
                Add(name, completion, detail, explain([.. group.Select(occurrence => new Place(document, occurrence))], name));
            }
        }
    }

    /// <summary>The arguments of the rule that is being written, which may not be understood yet.</summary>
    private void AddArguments()
    {
        foreach (var name in CompletionContext.RuleArguments(_document.Text[.._start]))
            Add(name, Kinds.Variable, "argument", null);
    }

    private void Add(string label, int kind, string? detail, string? documentation)
    {
        var explained = documentation is null ? null : new MarkupContent(documentation);
        _items.TryAdd(label, new CompletionItem(label, kind, new TextEdit(_range, label)) { Detail = detail, Documentation = explained });
    }
}
