using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>A grammar with what its <c>protocol</c> line says.</summary>
/// <param name="Item">The grammar.</param>
/// <param name="Name">The protocol's name, or null.</param>
/// <param name="BaseName">The name of the protocol that it is a variant of, or null.</param>
internal sealed record NamedGrammar(GrammarItem Item, string? Name, string? BaseName)
{
    public static NamedGrammar Of(GrammarItem item)
    {
        try
        {
            var protocol = GrammarCompiler.FindProtocol(item.Source.Text);
            return new NamedGrammar(item, protocol?.Name.Text, protocol?.Like?.Text);
        }
#pragma warning disable CA1031 // Compiling the file fails too, and that is reported.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new NamedGrammar(item, null, null);
        }
    }
}
