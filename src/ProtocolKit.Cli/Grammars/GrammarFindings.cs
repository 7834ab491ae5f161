namespace ProtocolKit.Cli;

/// <summary>Shows what is wrong with grammar files, as compilers do: <c>file(line,column): error PKnnn: what it is</c>.</summary>
internal static class GrammarFindings
{
    public static async Task WriteAsync(IEnumerable<GrammarResult> results, TextWriter output)
    {
        foreach (var (compilation, origin) in results)
        {
            foreach (var finding in compilation.Diagnostics)
            {
                var source = finding.Path == origin?.Path ? origin : compilation.Source;
                var (line, column) = Place(source.Text, finding.Span.Start);
                var kind = finding.IsError ? "error" : "warning";
                var text = $"{finding.Path}({line},{column}): {kind} {finding.Id}: {finding.Message}";
                await output.WriteLineAsync(text).ConfigureAwait(false);
            }
        }
    }

    private static (int Line, int Column) Place(string text, int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return (before.Count('\n') + 1, before.Length - lineStart + 1);
    }
}
