using System.CommandLine;
using ProtocolKit.Grammar;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit check</c></summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = new Argument<string[]>("file") { Description = "Grammar files; - is the standard input.", Arity = ArgumentArity.OneOrMore };
        var limits = new Option<bool>("--limits") { Description = "Also print the most memory and work that one hostile peer can cost, by the grammar's limits." };
        var command = new Command("check", "Reports what is wrong with grammar files, as the compiler would: file(line,column): error PKnnn: what it is.") { files, limits };
        command.SetAction(async (result, cancellationToken) =>
        {
            var sources = await GrammarFiles.ReadAsync(result.GetRequiredValue(files), console, cancellationToken).ConfigureAwait(false);
            var results = GrammarFiles.Compile(sources);
            await GrammarFindings.WriteAsync(results, console.Out).ConfigureAwait(false);
            GrammarCompilation[] compilations = [.. results.Select(result => result.Compilation)];
            if (compilations.All(compilation => compilation.Diagnostics.Count == 0))
                await console.Out.WriteLineAsync(compilations.Length == 1 ? "1 grammar checked: no findings." : $"{compilations.Length} grammars checked: no findings.").ConfigureAwait(false);
            if (result.GetValue(limits))
                await LimitsText.WriteAsync(compilations, console.Out).ConfigureAwait(false);
            return compilations.Any(compilation => compilation.Model is null) ? ExitCode.Usage : ExitCode.Success;
        });
        return command;
    }
}
