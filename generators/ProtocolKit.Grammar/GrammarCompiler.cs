using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;

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

/// <summary>Compiles grammar files: parses, binds and proves.</summary>
public static class GrammarCompiler
{
    /// <summary>Compiles a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="baseSource">The file of the protocol behind <c>like</c>, or null where the file is no variant or that was not found.</param>
    public static GrammarCompilation Compile(GrammarSource source, GrammarSource? baseSource = null)
    {
        var parsed = GrammarParser.Parse(source.Path, source.Text);
        var name = parsed.File.Protocol?.Name.Text;
        if (parsed.Diagnostics.Any(diagnostic => diagnostic.IsError))
            return new GrammarCompilation(source, name, null, parsed.Diagnostics);
        var diagnostics = new DiagnosticBag(source.Path);
        var model = GrammarBinder.Bind(parsed.File, source.Text, diagnostics);
        _ = baseSource;
        return new GrammarCompilation(source, name, model, [.. parsed.Diagnostics, .. diagnostics.InOrder]);
    }

    /// <summary>Finds the name behind <c>like</c>, or null where a file is no variant.</summary>
    /// <param name="text">The file's content.</param>
    public static string? FindBaseName(string text) => GrammarParser.Parse("", text).File.Protocol?.Like?.Text;
}
