using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>What was found in a grammar, with the files that it is found in: other files are not looked at, whatever is edited in
/// them.</summary>
/// <param name="Found">The findings, at places in texts without comments.</param>
/// <param name="Files">The files, with comments.</param>
internal sealed record UnplacedFindings(EquatableList<GrammarDiagnostic> Found, EquatableList<GrammarSource> Files)
{
    public static UnplacedFindings Of(EquatableList<GrammarDiagnostic> found, IEnumerable<GrammarSource> files)
    {
        var paths = found.Select(finding => finding.Path).ToHashSet();
        return new UnplacedFindings(
            found, new(paths.Count == 0 ? [] : [.. files.Where(file => paths.Contains(file.Path)).DistinctBy(file => file.Path)]));
    }
}
