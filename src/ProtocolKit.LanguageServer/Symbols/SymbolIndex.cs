using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>The names in a file, in order.</summary>
internal sealed class SymbolIndex
{
    private readonly ILookup<Symbol, Occurrence> _bySymbol;

    private SymbolIndex(IReadOnlyList<Occurrence> all) => (All, _bySymbol) = (all, all.ToLookup(occurrence => occurrence.Symbol));

    public IReadOnlyList<Occurrence> All { get; }

    public static SymbolIndex Of(GrammarFileSyntax file) =>
        new([.. new SymbolCollector().Collect(file).DistinctBy(occurrence => occurrence.Span)
            .OrderBy(occurrence => occurrence.Span.Start)]);

    /// <summary>Where a symbol's name stands.</summary>
    public IEnumerable<Occurrence> Of(Symbol symbol) => _bySymbol[symbol];

    /// <summary>The name at an index, or that ends there; null where there is none.</summary>
    public Occurrence? At(int index) =>
        All.FirstOrDefault(occurrence => occurrence.Span.Start <= index && index < occurrence.Span.End)
        ?? All.FirstOrDefault(occurrence => occurrence.Span.End == index);

    /// <summary>The names of all symbols of a kind as they are spelled first.</summary>
    public IEnumerable<(Symbol Symbol, TextSpan Span)> Distinct(SymbolKind kind) =>
        All.Where(occurrence => occurrence.Symbol.Kind == kind).DistinctBy(occurrence => occurrence.Symbol)
            .Select(occurrence => (occurrence.Symbol, occurrence.Span));
}
