using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>Finds where names are defined, and where else they stand.</summary>
internal static class Definitions
{
    /// <summary>Where a name is defined: in its file, else in the base of that.</summary>
    public static IReadOnlyList<Place> Of(GrammarWorkspace workspace, Document document, Occurrence occurrence)
    {
        var symbol = occurrence.Symbol;
        var own = In(document, symbol);
        var near = own.Where(place => place.Occurrence.Owner is { } owner && owner == occurrence.Owner).ToArray();
        switch (symbol.Kind)
        {
            case SymbolKind.XmlName:
                return [];
            case SymbolKind.Argument:
                return own;
            case SymbolKind.Protocol when !occurrence.IsDefinition:
                return workspace.BaseOf(document) is { } origin ? In(origin, symbol) : own;
            case SymbolKind.Value when near.Length > 0:
                return near;
            case SymbolKind.Rule when own.Any(place => !IsMore(place)):
                return own;
        }

        return workspace.BaseOf(document) is { } below ? [.. In(below, symbol), .. own] : own;
    }

    /// <summary>Where a symbol's name stands, in the order of the files.</summary>
    public static IReadOnlyList<Place> All(IReadOnlyList<Document> family, Document document, Symbol symbol) =>
        [.. (symbol.Kind == SymbolKind.Argument ? [document] : family)
            .SelectMany(file => file.Symbols.Of(symbol).Select(occurrence => new Place(file, occurrence)))];

    private static IReadOnlyList<Place> In(Document document, Symbol symbol) =>
        [.. document.Symbols.Of(symbol).Where(occurrence => occurrence.IsDefinition).Select(occurrence => new Place(document, occurrence))];

    /// <summary>Whether it is the name before a <c>=/</c>, which adds to another definition.</summary>
    private static bool IsMore(Place place) =>
        place.Document.Parsed.File.Rules.Any(rule => rule.IsIncremental && rule.Name.Span == place.Occurrence.Span);
}
