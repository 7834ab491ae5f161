using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>What a grammar file says, and what of it was not understood.</summary>
/// <param name="File">The syntax tree. Lines that were not understood are absent from it, so it is whole only without findings.</param>
/// <param name="Diagnostics">The findings, in the order of the file.</param>
public sealed record GrammarParseResult(GrammarFileSyntax File, IReadOnlyList<GrammarDiagnostic> Diagnostics);
