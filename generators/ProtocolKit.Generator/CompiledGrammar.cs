using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Generator;

/// <summary>What became of a grammar.</summary>
/// <param name="Source">Its C#.</param>
/// <param name="Found">What was found in it, at places in texts without comments.</param>
internal sealed record CompiledGrammar(ProtocolSource Source, EquatableList<GrammarDiagnostic> Found)
{
    public static CompiledGrammar Of(
        GrammarPair pair, GeneratorOptions options, Func<GrammarSource, GrammarSource?, GrammarCompilation> compile)
    {
        GrammarDiagnostic[] found = [];
        if (pair.Item.IsBaseOnly)
            return new CompiledGrammar(new ProtocolSource(pair.Source.Path, "", "", "", null), new([]));
        try
        {
            var compilation = compile(pair.Source, pair.Base);
            found = [.. compilation.Diagnostics, .. pair.Twin is null ? [] : new[] { OfTwin(pair, pair.Twin) }, .. OfItem(pair)];
            var source = pair.Twin is null && compilation.Model is { } model
                ? ProtocolSource.Emit(model, pair, options)
                : ProtocolSource.Stub(pair, options, null);
            return new CompiledGrammar(source, new(found));
        }
#pragma warning disable CA1031 // Whatever it is, the user must see it at the grammar, not as a crash of the compiler.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new CompiledGrammar(ProtocolSource.Stub(pair, options, exception.ToString()), new(found));
        }
    }

    private static IEnumerable<GrammarDiagnostic> OfItem(GrammarPair pair) => pair.Item.Wrong is not { } wrong ? [] :
    [
        new GrammarDiagnostic(
            GrammarDiagnostics.WrongItem, $"The project's item for this file says what can't be. {wrong}", pair.Source.Path,
            new Grammar.Syntax.TextSpan(0, 0)),
    ];

    private static GrammarDiagnostic OfTwin(GrammarPair pair, Twin twin) => new(
        GrammarDiagnostics.DefinedTwice,
        $"The type {CSharpNames.Pascal(pair.Name!)} is made from {Path.GetFileName(twin.FirstPath)} already. Give this protocol another name.",
        pair.Source.Path,
        GrammarParser.Parse(pair.Source.Path, pair.Source.Text).File.Protocol!.Name.Span);
}
