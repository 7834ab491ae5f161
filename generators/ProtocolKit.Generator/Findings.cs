using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Generator;

/// <summary>What was found in a grammar, with places that the compiler understands.</summary>
internal sealed class Findings : IEquatable<Findings>
{
    private static readonly DiagnosticDescriptor InternalFailure = new(
        "PK999", "Internal failure",
            "The grammar could not be compiled because of a mistake in ProtocolKit itself; please report it with the grammar: {0}",
            "ProtocolKit", DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: GrammarDiagnosticDescriptor.LinkTo("PK999"));

    private readonly ImmutableArray<(GrammarDiagnostic Finding, LinePositionSpan Lines)> _found;

    private Findings(ImmutableArray<(GrammarDiagnostic, LinePositionSpan)> found) => _found = found;

    public static Findings Of(UnplacedFindings unplaced)
    {
        var texts = unplaced.Files.ToDictionary(file => file.Path, file =>
            (Uncommented: UncommentedText.Of(file.Text), Source: SourceText.From(file.Text)));
        return new Findings(
            [.. unplaced.Found.Select(finding => Place(finding, texts[finding.Path].Uncommented, texts[finding.Path].Source))]);
    }

    /// <summary>A type that two grammars make: the enumeration of a protocol's words may be called as another protocol, or its
    /// words.</summary>
    public static Diagnostic Clash(string type, string path, string firstPath) => Diagnostic.Create(
        new DiagnosticDescriptor(
            GrammarDiagnostics.DefinedTwice.Id, GrammarDiagnostics.DefinedTwice.Title, "{0}", "ProtocolKit", DiagnosticSeverity.Error,
            isEnabledByDefault: true, helpLinkUri: GrammarDiagnostics.DefinedTwice.HelpLink),
        Location.Create(path, default, default),
        $"The type {type} is made from {Path.GetFileName(firstPath)} already. Give the protocol or the label another name, or one of the items another Namespace.");

    public static Diagnostic Internal(ProtocolSource source) => Diagnostic.Create(
        InternalFailure, Location.Create(source.Path, default, default), source.Failure!.ReplaceLineEndings(" "));

    public void Report(SourceProductionContext output)
    {
        foreach (var (finding, lines) in _found)
        {
            var descriptor = new DiagnosticDescriptor(
                finding.Id, finding.Descriptor.Title, "{0}", "ProtocolKit",
                    finding.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, isEnabledByDefault: true,
                    helpLinkUri: finding.Descriptor.HelpLink);
            var span = new Microsoft.CodeAnalysis.Text.TextSpan(finding.Span.Start, finding.Span.Length);
            output.ReportDiagnostic(Diagnostic.Create(descriptor, Location.Create(finding.Path, span, lines), finding.Message));
        }
    }

    public bool Equals(Findings? other) => other is not null && _found.SequenceEqual(other._found);

    public override bool Equals(object? obj) => Equals(obj as Findings);

    public override int GetHashCode() => _found.Aggregate(_found.Length, (hash, item) => HashCode.Combine(hash, item));

    private static (GrammarDiagnostic, LinePositionSpan) Place(GrammarDiagnostic finding, UncommentedText uncommented, SourceText text)
    {
        var placed = finding with { Span = uncommented.PlaceOf(finding.Span) };
        var start = Math.Min(placed.Span.Start, text.Length);
        var end = Math.Min(placed.Span.End, text.Length);
        return (placed, text.Lines.GetLinePositionSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end)));
    }
}
