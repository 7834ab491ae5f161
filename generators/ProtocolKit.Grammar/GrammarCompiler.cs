using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar;

/// <summary>A grammar file's content.</summary>
/// <param name="Path">The path, as findings show it.</param>
/// <param name="Text">The content.</param>
public sealed record GrammarSource(string Path, string Text);

/// <summary>What became of a grammar file.</summary>
/// <param name="Source">The file.</param>
/// <param name="ProtocolName">The name behind <c>protocol</c>, or null where there is none to be found.</param>
/// <param name="Model">The checked grammar, or null where there are errors.</param>
/// <param name="Diagnostics">What was found, in the order of the file.</param>
public sealed record GrammarCompilation(
    GrammarSource Source, string? ProtocolName, ProtocolModel? Model, IReadOnlyList<GrammarDiagnostic> Diagnostics);
