using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator;

/// <summary>A grammar whose protocol's type is made from another file already, in the same namespace.</summary>
/// <param name="Path">Its file.</param>
/// <param name="FirstPath">The other file.</param>
internal sealed record Twin(string Path, string FirstPath)
{
    public static EquatableList<Twin> Find(IEnumerable<NamedGrammar> grammars) => new(
    [
        .. grammars.Where(grammar => grammar is { Name: not null, Item.IsBaseOnly: false })
            .GroupBy(grammar => $"{grammar.Item.Namespace}.{CSharpNames.Pascal(grammar.Name!)}", StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Skip(1).Select(grammar => new Twin(grammar.Item.Source.Path, group.First().Item.Source.Path))),
    ]);
}
