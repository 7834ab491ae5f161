using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>A grammar, with its base where it is a variant.</summary>
/// <param name="Source">The grammar.</param>
/// <param name="Name">The protocol's name, or null.</param>
/// <param name="Base">The grammar of the protocol that it is like, or null.</param>
/// <param name="Twin">What it is in the way of, or null.</param>
internal sealed record GrammarPair(GrammarSource Source, string? Name, GrammarSource? Base, Twin? Twin)
{
    public static GrammarPair Of(NamedGrammar grammar, IEnumerable<NamedGrammar> bases, IEnumerable<Twin> twins) => new(
        grammar.Source,
        grammar.Name,
        grammar.BaseName is null ? null : bases.FirstOrDefault(other => string.Equals(other.Name, grammar.BaseName, StringComparison.OrdinalIgnoreCase))?.Source,
        twins.FirstOrDefault(twin => twin.Path == grammar.Source.Path));
}
