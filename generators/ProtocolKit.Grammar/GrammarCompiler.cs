using System.Runtime.CompilerServices;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar;

/// <summary>A grammar file's content.</summary>
/// <param name="Path">The path, as findings show it.</param>
/// <param name="Text">The content.</param>
public sealed record GrammarSource(string Path, string Text)
{
    /// <summary>Whether variants may use the types that are generated from it; they may unless set.</summary>
    public bool HasTypes { get; init; } = true;
}

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
    /// <summary>What became of grammars that are no variants; their variants need it too.</summary>
    private static readonly ConditionalWeakTable<GrammarSource, GrammarCompilation> s_compiled = [];

    /// <summary>Compiles a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="baseSource">The file of the protocol behind <c>like</c>, or null where the file is no variant or that was not
    /// found.</param>
    public static GrammarCompilation Compile(GrammarSource source, GrammarSource? baseSource = null)
    {
        var parsed = GrammarParser.Parse(source.Path, source.Text);
        var name = parsed.File.Protocol?.Name.Text;
        if (parsed.Diagnostics.Any(diagnostic => diagnostic.IsError))
            return new GrammarCompilation(source, name, null, parsed.Diagnostics);
        if (parsed.File.Protocol?.Like is { } like)
            return CompileVariant(source, name, like, baseSource);
        var diagnostics = new DiagnosticBag(source.Path);
        var model = GrammarBinder.Bind(parsed.File, source.Text, diagnostics);
        var compilation = new GrammarCompilation(source, name, model, [.. parsed.Diagnostics, .. diagnostics.InOrder]);
        s_compiled.AddOrUpdate(source, compilation);
        return compilation;
    }

    private static GrammarCompilation CompileVariant(GrammarSource source, string? name, NameToken like, GrammarSource? baseSource)
    {
        var diagnostics = new DiagnosticBag(source.Path);
        if (baseSource is null)
        {
            diagnostics.Report(
                GrammarDiagnostics.BaseNotFound, like.Span,
                $"No grammar file of this project says 'protocol {like.Text}'. Add that file, or correct the name.");
            return new GrammarCompilation(source, name, null, diagnostics.InOrder);
        }

        var below = GrammarParser.Parse(baseSource.Path, baseSource.Text);
        if (below.Diagnostics.Any(diagnostic => diagnostic.IsError))
        {
            diagnostics.Report(
                GrammarDiagnostics.BaseNotFound, like.Span, $"The grammar of '{like.Text}' has errors of its own. Correct them first.");
            return new GrammarCompilation(source, name, null, diagnostics.InOrder);
        }

        var variant = Variant.Join(source, baseSource, below.File, diagnostics, out var file);
        var model = GrammarBinder.Bind(file, variant.Text, diagnostics);
        if (model is not null && variant.SameAs.Length > 0 && baseSource.HasTypes)
            model.SameAs = CSharpNames.Pascal(variant.SameAs);
        else if (model is not null && baseSource.HasTypes && ModelOf(baseSource) is { } origin)
            SharedMessages.Mark(model, origin);
        return new GrammarCompilation(source, name, model, [.. diagnostics.InOrder.Select(variant.Place)]);
    }

    /// <summary>The model of a base, with what both roles read: one that C# was emitted for a single role of is made anew.</summary>
    private static ProtocolModel? ModelOf(GrammarSource source) =>
        s_compiled.TryGetValue(source, out var known) && known.Model is { Roles: ProtocolRoles.Both } model ? model : Compile(source).Model;

    /// <summary>Finds the name behind <c>protocol</c>, or null where there is none.</summary>
    /// <param name="text">The file's content.</param>
    public static string? FindName(string text) => FindProtocol(text)?.Name.Text;

    /// <summary>Finds the name behind <c>like</c>, or null where a file is no variant.</summary>
    /// <param name="text">The file's content.</param>
    public static string? FindBaseName(string text) => FindProtocol(text)?.Like?.Text;

    /// <summary>Finds the <c>protocol</c> line, or null where there is none.</summary>
    /// <param name="text">The file's content.</param>
    public static ProtocolSyntax? FindProtocol(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return GrammarParser.FindProtocol(text);
    }
}
