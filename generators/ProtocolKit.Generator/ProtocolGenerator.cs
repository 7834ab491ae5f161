using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Generator;

/// <summary>Compiles each <c>*.protocol</c> file of a project into its protocol's type.</summary>
/// <remarks>
/// One pipeline makes sources, from texts without comments, so that an edit to a comment stops at "unchanged"; another reports what is wrong,
/// at its place in the file. Neither looks at the project's C#.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ProtocolGenerator : IIncrementalGenerator
{
    /// <summary>The step that holds each grammar's text without comments.</summary>
    public const string GrammarStep = "Grammar";

    /// <summary>The step that pairs a variant with its base.</summary>
    public const string PairStep = "GrammarWithBase";

    /// <summary>The step that holds each protocol's C#.</summary>
    public const string SourceStep = "ProtocolSource";

    /// <summary>The step that holds what is wrong.</summary>
    public const string FindingStep = "Findings";

    /// <summary>The step that holds the names of all protocols.</summary>
    public const string IndexStep = "Index";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions));
        var files = context.AdditionalTextsProvider.Where(static file => file.Path.EndsWith(".protocol", StringComparison.OrdinalIgnoreCase));

        var grammars = files
            .Select(static (file, cancellation) => new GrammarSource(file.Path, GrammarText.WithoutComments(file.GetText(cancellation)?.ToString() ?? "")))
            .WithTrackingName(GrammarStep);
        var pairs = grammars.Combine(BasesOf(grammars)).Select(static (pair, _) => GrammarPair.Of(pair.Left, pair.Right)).WithTrackingName(PairStep);
        var sources = pairs.Combine(options).Select(static (pair, _) => ProtocolSource.Emit(pair.Left, pair.Right)).WithTrackingName(SourceStep);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            if (source.Failure is not null)
                output.ReportDiagnostic(Findings.Internal(source));
            if (source.HintName.Length > 0)
                output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
        });

        var texts = files.Select(static (file, cancellation) => new GrammarSource(file.Path, file.GetText(cancellation)?.ToString() ?? ""));
        var findings = texts.Combine(BasesOf(texts)).Select(static (pair, _) => Findings.Of(GrammarPair.Of(pair.Left, pair.Right))).WithTrackingName(FindingStep);
        context.RegisterSourceOutput(findings, static (output, found) => found.Report(output));

        var index = sources.Select(static (source, _) => source.TypeName).Where(static name => name.Length > 0).Collect()
            .Select(static (names, _) => new EquatableList<string>([.. names.Distinct().Order(StringComparer.Ordinal)])).Combine(options).WithTrackingName(IndexStep);
        context.RegisterSourceOutput(index, static (output, pair) =>
        {
            if (pair.Right.EmitsIndex && pair.Left.Count > 0)
                output.AddSource("AllProtocols.g.cs", SourceText.From(IndexEmitter.Emit(pair.Left, pair.Right.Namespace), Encoding.UTF8));
        });
    }

    /// <summary>The grammars that others are variants of.</summary>
    private static IncrementalValueProvider<EquatableList<GrammarSource>> BasesOf(IncrementalValuesProvider<GrammarSource> grammars) =>
        grammars.Collect().Select(static (all, _) =>
        {
            var names = all.Select(grammar => GrammarCompiler.FindBaseName(grammar.Text)).OfType<string>().ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
            return new EquatableList<GrammarSource>(names.IsEmpty ? [] : [.. all.Where(grammar => GrammarCompiler.FindName(grammar.Text) is { } name && names.Contains(name))]);
        });
}
