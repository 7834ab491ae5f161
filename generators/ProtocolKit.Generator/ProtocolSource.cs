using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Generator;

/// <summary>The C# of a protocol.</summary>
/// <param name="Path">Its grammar file.</param>
/// <param name="HintName">The name of the generated file; empty where the grammar does not even have a name of its own.</param>
/// <param name="TypeName">The name of its type, as it is found in the project's namespace, if it is whole; else empty.</param>
/// <param name="Text">The C#.</param>
/// <param name="Failure">What went wrong in the generator itself, or null.</param>
internal sealed record ProtocolSource(string Path, string HintName, string TypeName, string Text, string? Failure)
{
    /// <summary>The types that stand in a namespace.</summary>
    public EquatableList<string> Types { get; init; } = new([]);

    public static ProtocolSource Emit(ProtocolModel model, GrammarPair pair, GeneratorOptions options) =>
        new(pair.Source.Path, FileNameOf(pair.Item, model.Name),
            pair.Item.Namespace is { } name ? $"global::{name}.{model.TypeName}" : model.TypeName,
            ProtocolEmitter.Emit(model, OptionsFor(pair, options)), null)
        {
            Types = new(
                [.. WordsEmitter.TypeNames(model).Prepend(model.TypeName)
                .Select(type => $"{pair.Item.Namespace ?? options.Namespace}.{type}")]),
        };

    /// <summary>What stands for a protocol that could not be compiled.</summary>
    public static ProtocolSource Stub(GrammarPair pair, GeneratorOptions options, string? failure) =>
        pair.Name is null || pair.Twin is not null || ReservedNames.HasType(CSharpNames.Pascal(pair.Name))
            ? new ProtocolSource(pair.Source.Path, "", "", "", failure)
            : new ProtocolSource(
                pair.Source.Path, FileNameOf(pair.Item, pair.Name), "", StubEmitter.Emit(pair.Name, OptionsFor(pair, options)), failure);

    private static EmitOptions OptionsFor(GrammarPair pair, GeneratorOptions options) =>
        new(pair.Item.Namespace ?? options.Namespace, System.IO.Path.GetFileName(pair.Source.Path), pair.Item.IsInternal, pair.Item.Roles);

    private static string FileNameOf(GrammarItem item, string name) =>
        $"{(item.Namespace is null ? "" : item.Namespace + ".")}{CSharpNames.Pascal(name)}.g.cs";
}
