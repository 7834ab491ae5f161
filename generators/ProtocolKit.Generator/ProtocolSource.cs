using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator;

/// <summary>The C# of a protocol.</summary>
/// <param name="Path">Its grammar file.</param>
/// <param name="HintName">The name of the generated file; empty where the grammar does not even have a name.</param>
/// <param name="TypeName">The name of its type, if it is whole; else empty.</param>
/// <param name="Text">The C#.</param>
/// <param name="Failure">What went wrong in the generator itself, or null.</param>
internal sealed record ProtocolSource(string Path, string HintName, string TypeName, string Text, string? Failure)
{
    public static ProtocolSource Emit(GrammarPair pair, GeneratorOptions options)
    {
        var emit = new EmitOptions(options.Namespace, System.IO.Path.GetFileName(pair.Source.Path));
        string? name = null;
        try
        {
            name = GrammarCompiler.FindName(pair.Source.Text);
            var compilation = GrammarCompiler.Compile(pair.Source, pair.Base);
            name = compilation.ProtocolName;
            if (name is null)
                return new ProtocolSource(pair.Source.Path, "", "", "", null);
            return compilation.Model is { } model
                ? new ProtocolSource(pair.Source.Path, FileNameOf(name), model.TypeName, ProtocolEmitter.Emit(model, emit), null)
                : new ProtocolSource(pair.Source.Path, FileNameOf(name), "", StubEmitter.Emit(name, emit), null);
        }
#pragma warning disable CA1031 // Whatever it is, the user must see it at the grammar, not as a crash of the compiler.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new ProtocolSource(pair.Source.Path, name is null ? "" : FileNameOf(name), "", name is null ? "" : StubEmitter.Emit(name, emit), exception.ToString());
        }
    }

    private static string FileNameOf(string name) => CSharpNames.Pascal(name) + ".g.cs";
}
