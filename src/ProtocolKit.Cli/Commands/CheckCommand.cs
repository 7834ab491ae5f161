using System.CommandLine;
using ProtocolKit.Grammar;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit check</c></summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = new Argument<string[]>("file") { Description = "Grammar files; - is the standard input.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Reports what is wrong with grammar files, as the compiler would: file(line,column): error PKnnn: what it is.") { files };
        command.SetAction(async (result, cancellationToken) =>
        {
            var sources = await GrammarFiles.ReadAsync(result.GetRequiredValue(files), console, cancellationToken).ConfigureAwait(false);
            var compilations = GrammarFiles.Compile(sources);
            await WriteAsync(compilations, console.Out).ConfigureAwait(false);
            if (compilations.All(compilation => compilation.Diagnostics.Count == 0))
                await console.Out.WriteLineAsync(compilations.Count == 1 ? "1 grammar checked: no findings." : $"{compilations.Count} grammars checked: no findings.").ConfigureAwait(false);
            return compilations.Any(compilation => compilation.Model is null) ? ExitCode.Usage : ExitCode.Success;
        });
        return command;
    }

    public static async Task WriteAsync(IEnumerable<GrammarCompilation> compilations, TextWriter output)
    {
        foreach (var compilation in compilations)
        {
            foreach (var finding in compilation.Diagnostics)
            {
                var text = finding.Path == compilation.Source.Path ? compilation.Source.Text : File.Exists(finding.Path) ? await File.ReadAllTextAsync(finding.Path).ConfigureAwait(false) : "";
                var (line, column) = Place(text, finding.Span.Start);
                await output.WriteLineAsync($"{finding.Path}({line},{column}): {(finding.IsError ? "error" : "warning")} {finding.Id}: {finding.Message}").ConfigureAwait(false);
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
