using ProtocolKit.Grammar;
using ProtocolKit.LanguageServer.Rpc;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>Whether a grammar says the same with another name.</summary>
internal static class RenameProof
{
    /// <summary>Refuses a name that is read as something else where it stands, or that leads to findings.</summary>
    /// <param name="family">The files as they are, the base of the others first.</param>
    /// <param name="changed">The new files, by their paths.</param>
    /// <param name="symbol">What gets the name.</param>
    /// <param name="newName">The name.</param>
    /// <param name="cancellationToken">Ends it between files.</param>
    public static void Check(
        IReadOnlyList<Document> family, Dictionary<string, Document> changed, Symbol symbol, string newName,
            CancellationToken cancellationToken)
    {
        foreach (var (before, after) in family.Where(file => changed.ContainsKey(file.Path)).Select(file => (file, changed[file.Path])))
        {
            var names = before.Symbols.All.Select(other => IsRenamed(other) ? Symbol.NameOf(newName) : other.Symbol.Name);
            if (!names.SequenceEqual(after.Symbols.All.Select(other => other.Symbol.Name))
                || !before.Symbols.All.Select(other => other.Symbol.Kind)
                    .SequenceEqual(after.Symbols.All.Select(other => other.Symbol.Kind)))
            {
                throw LspError.Failed(
                    $"'{newName}' would be read as something else in {Path.GetFileName(after.Path)}. Choose another name.");
            }
        }

        // What is read alike means the same, but for values: the language looks at the names of some.
        foreach (var before in symbol.Kind == SymbolKind.Value ? family : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            var origin = before == family[0] ? null : family[0];
            var known = Compile(before, origin).CountBy(finding => finding.Id).ToDictionary();
            var found = Compile(New(before), origin is null ? null : New(origin)).GroupBy(finding => finding.Id);
            if (found.FirstOrDefault(group => group.Count() > known.GetValueOrDefault(group.Key)) is { } more)
                throw LspError.Failed(
                    $"With '{newName}', {Path.GetFileName(before.Path)} has a finding more. {more.Key}: {more.First().Message}");
        }

        Document New(Document file) => changed.GetValueOrDefault(file.Path, file);

        bool IsRenamed(Occurrence other) => other.Symbol == symbol;
    }

    private static IReadOnlyList<GrammarDiagnostic> Compile(Document document, Document? origin) =>
        GrammarCompiler.Compile(document.Source, origin?.Source).Diagnostics;
}
