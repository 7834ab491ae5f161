using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Generator;

/// <summary>What was found in a grammar, with places that the compiler understands.</summary>
internal sealed class Findings : IEquatable<Findings>
{
    private static readonly DiagnosticDescriptor InternalFailure = new(
        "PK999", "Internal failure", "The grammar could not be compiled because of a mistake in ProtocolKit itself; please report it with the grammar: {0}", "ProtocolKit", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: GrammarDiagnosticDescriptor.LinkTo("PK999"));

    private readonly ImmutableArray<(GrammarDiagnostic Finding, LinePositionSpan Lines)> _found;

    private Findings(ImmutableArray<(GrammarDiagnostic, LinePositionSpan)> found) => _found = found;

    public static Findings Of(GrammarPair pair, Func<GrammarSource, GrammarSource?, GrammarCompilation> compile)
    {
        try
        {
            var found = compile(pair.Source, pair.Base).Diagnostics.Concat(pair.Twin is null ? [] : [OfTwin(pair, pair.Twin)]);
            var texts = new[] { pair.Source, pair.Base }.OfType<GrammarSource>().DistinctBy(source => source.Path).ToDictionary(source => source.Path, source => SourceText.From(source.Text));
            return new Findings([.. found.Select(finding => (finding, LinesOf(finding, texts)))]);
        }
#pragma warning disable CA1031 // The pipeline of the sources reports it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new Findings([]);
        }
    }

    public static Diagnostic Internal(ProtocolSource source) => Diagnostic.Create(
        InternalFailure, Location.Create(source.Path, default, default), source.Failure!.ReplaceLineEndings(" "));

    public void Report(SourceProductionContext output)
    {
        foreach (var (finding, lines) in _found)
        {
            var descriptor = new DiagnosticDescriptor(
                finding.Id, finding.Descriptor.Title, "{0}", "ProtocolKit", finding.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: finding.Descriptor.HelpLink);
            var span = new Microsoft.CodeAnalysis.Text.TextSpan(finding.Span.Start, finding.Span.Length);
            output.ReportDiagnostic(Diagnostic.Create(descriptor, Location.Create(finding.Path, span, lines), finding.Message));
        }
    }

    public bool Equals(Findings? other) => other is not null && _found.SequenceEqual(other._found);

    public override bool Equals(object? obj) => Equals(obj as Findings);

    public override int GetHashCode() => _found.Aggregate(_found.Length, (hash, item) => HashCode.Combine(hash, item));

    private static GrammarDiagnostic OfTwin(GrammarPair pair, Twin twin) => new(
        GrammarDiagnostics.DefinedTwice,
        $"The type {CSharpNames.Pascal(pair.Name!)} is made from {Path.GetFileName(twin.FirstPath)} already. Give this protocol another name.",
        pair.Source.Path,
        GrammarParser.Parse(pair.Source.Path, pair.Source.Text).File.Protocol!.Name.Span);

    private static LinePositionSpan LinesOf(GrammarDiagnostic finding, Dictionary<string, SourceText> texts)
    {
        if (!texts.TryGetValue(finding.Path, out var text))
            return default;
        var start = Math.Min(finding.Span.Start, text.Length);
        return text.Lines.GetLinePositionSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, Math.Min(finding.Span.End, text.Length)));
    }
}
