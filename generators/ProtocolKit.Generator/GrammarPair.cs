using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>A grammar, with its base where it is a variant.</summary>
internal sealed record GrammarPair(GrammarSource Source, GrammarSource? Base)
{
    public static GrammarPair Of(GrammarSource source, IEnumerable<GrammarSource> bases)
    {
        var name = GrammarCompiler.FindBaseName(source.Text);
        return new GrammarPair(source, name is null ? null : bases.FirstOrDefault(other => string.Equals(GrammarCompiler.FindName(other.Text), name, StringComparison.OrdinalIgnoreCase)));
    }
}
