using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Generator;

/// <summary>Compiles each <c>*.protocol</c> file of a project into its protocol's type.</summary>
/// <remarks>
/// Grammars are compiled from texts without comments, so that an edit to a comment stops at "unchanged"; what is wrong is reported at its
/// place in the file, which is looked for only there. Of the project's C#, nothing is looked at but which run time it references.
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

    private readonly Func<GrammarSource, GrammarSource?, GrammarCompilation> _compile;

    /// <summary>Makes the generator, as compilers do.</summary>
    public ProtocolGenerator()
        : this(GrammarCompiler.Compile)
    {
    }

    /// <summary>Makes a generator that compiles grammars in another way.</summary>
    internal ProtocolGenerator(Func<GrammarSource, GrammarSource?, GrammarCompilation> compile) => _compile = compile;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions));
        var files = context.AdditionalTextsProvider.Where(static file =>
            file.Path.EndsWith(".protocol", StringComparison.OrdinalIgnoreCase));

        var grammars = files
            .Select(static (file, cancellation) =>
                (File: file,
                Source: new GrammarSource(file.Path, GrammarText.WithoutComments(file.GetText(cancellation)?.ToString() ?? ""))))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => GrammarItem.Of(pair.Left.Source, pair.Right.GetOptions(pair.Left.File)))
            .WithTrackingName(GrammarStep);
        var compiled = Pair(grammars).WithTrackingName(PairStep).Combine(options)
            .Select((pair, _) => CompiledGrammar.Of(pair.Left, pair.Right, _compile));
        var sources = compiled.Select(static (grammar, _) => grammar.Source).WithTrackingName(SourceStep);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            if (source.Failure is not null)
                output.ReportDiagnostic(Findings.Internal(source));
            if (source.HintName.Length > 0)
                output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
        });

        var types = sources.Select(static (source, _) => (source.Path, source.Types)).Collect()
            .Select(static (all, _) =>
                new EquatableList<(string Type, string Path)>(
                [.. all.SelectMany(source => source.Types.Select(type => (type, source.Path)))]));
        context.RegisterSourceOutput(types, static (output, all) =>
        {
            foreach (var group in all.GroupBy(type => type.Type, StringComparer.Ordinal))
            {
                foreach (var (type, path) in group.Skip(1))
                    output.ReportDiagnostic(Findings.Clash(type, path, group.First().Path));
            }
        });

        var runTime = context.CompilationProvider.Select(static (compilation, _) => RunTime.VersionIn(compilation));
        context.RegisterSourceOutput(files.Collect().Select(static (all, _) => all.Length > 0).Combine(runTime), static (output, pair) =>
        {
            if (pair.Left && RunTime.Judge(pair.Right) is { } wrong)
                output.ReportDiagnostic(wrong);
        });

        var texts = files.Select(static (file, cancellation) => new GrammarSource(file.Path, file.GetText(cancellation)?.ToString() ?? ""))
            .Collect();
        var findings = compiled.Select(static (grammar, _) => grammar.Found).Combine(texts)
            .Select(static (pair, _) => UnplacedFindings.Of(pair.Left, pair.Right))
            .Select(static (unplaced, _) => Findings.Of(unplaced)).WithTrackingName(FindingStep);
        context.RegisterSourceOutput(findings, static (output, found) => found.Report(output));

        var index = sources.Select(static (source, _) => source.TypeName).Where(static name => name.Length > 0).Collect()
            .Select(static (names, _) => new EquatableList<string>([.. names.Distinct().Order(StringComparer.Ordinal)])).Combine(options)
                .WithTrackingName(IndexStep);
        context.RegisterSourceOutput(index, static (output, pair) =>
        {
            if (pair.Right.EmitsIndex && pair.Left.Count > 0)
                output.AddSource("AllProtocols.g.cs", SourceText.From(IndexEmitter.Emit(pair.Left, pair.Right.Namespace), Encoding.UTF8));
        });
    }

    private static IncrementalValuesProvider<GrammarPair> Pair(IncrementalValuesProvider<GrammarItem> grammars)
    {
        var named = grammars.Select(static (grammar, _) => NamedGrammar.Of(grammar));
        var bases = named.Collect().Select(static (all, _) =>
        {
            var names = all.Select(grammar => grammar.BaseName).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            return new EquatableList<NamedGrammar>([.. all.Where(grammar => grammar.Name is { } name && names.Contains(name))]);
        });
        var twins = named.Collect().Select(static (all, _) => Twin.Find(all));
        return named.Combine(bases).Combine(twins).Select(static (pair, _) => GrammarPair.Of(pair.Left.Left, pair.Left.Right, pair.Right));
    }
}
