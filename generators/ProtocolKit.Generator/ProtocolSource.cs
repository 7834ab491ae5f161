using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Generator;

/// <summary>The C# of a protocol.</summary>
/// <param name="Path">Its grammar file.</param>
/// <param name="HintName">The name of the generated file; empty where the grammar does not even have a name of its own.</param>
/// <param name="TypeName">The name of its type, if it is whole; else empty.</param>
/// <param name="Text">The C#.</param>
/// <param name="Failure">What went wrong in the generator itself, or null.</param>
internal sealed record ProtocolSource(string Path, string HintName, string TypeName, string Text, string? Failure)
{
    public static ProtocolSource Emit(GrammarPair pair, GeneratorOptions options, Func<GrammarSource, GrammarSource?, GrammarCompilation> compile)
    {
        var emit = new EmitOptions(options.Namespace, System.IO.Path.GetFileName(pair.Source.Path));
        try
        {
            return pair.Twin is null && compile(pair.Source, pair.Base).Model is { } model
                ? new ProtocolSource(pair.Source.Path, FileNameOf(model.Name), model.TypeName, ProtocolEmitter.Emit(model, emit), null)
                : Stub(pair, emit, null);
        }
#pragma warning disable CA1031 // Whatever it is, the user must see it at the grammar, not as a crash of the compiler.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Stub(pair, emit, exception.ToString());
        }
    }

    private static ProtocolSource Stub(GrammarPair pair, EmitOptions emit, string? failure) =>
        pair.Name is null || pair.Twin is not null || ReservedNames.HasType(CSharpNames.Pascal(pair.Name))
            ? new ProtocolSource(pair.Source.Path, "", "", "", failure)
            : new ProtocolSource(pair.Source.Path, FileNameOf(pair.Name), "", StubEmitter.Emit(pair.Name, emit), failure);

    private static string FileNameOf(string name) => CSharpNames.Pascal(name) + ".g.cs";
}
