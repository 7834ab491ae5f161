using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>A grammar, with its base where it is a variant.</summary>
/// <param name="Item">The grammar.</param>
/// <param name="Name">The protocol's name, or null.</param>
/// <param name="Base">The grammar of the protocol that it is like, or null.</param>
/// <param name="Twin">What it is in the way of, or null.</param>
internal sealed record GrammarPair(GrammarItem Item, string? Name, GrammarSource? Base, Twin? Twin)
{
    /// <summary>The grammar.</summary>
    public GrammarSource Source => Item.Source;

    public static GrammarPair Of(NamedGrammar grammar, IEnumerable<NamedGrammar> bases, IEnumerable<Twin> twins)
    {
        // One of the project's own goes before one that is there for variants alone.
        var origin = grammar.BaseName is null ? null
            : bases.Where(other => string.Equals(other.Name, grammar.BaseName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(other => other.Item.IsBaseOnly).FirstOrDefault()?.Item;
        return new GrammarPair(
            grammar.Item,
            grammar.Name,
            origin is null || origin.HasTypesFor(grammar.Item) ? origin?.Source : origin.Source with { HasTypes = false },
            twins.FirstOrDefault(twin => twin.Path == grammar.Item.Source.Path));
    }
}
