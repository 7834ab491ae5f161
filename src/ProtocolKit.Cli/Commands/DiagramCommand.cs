using System.CommandLine;
using ProtocolKit.Cli.Diagrams;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit diagram</c></summary>
internal static class DiagramCommand
{
    private const string Svg = "svg";
    private const string Mermaid = "mermaid";

    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var files = new Argument<string[]>("grammar")
        {
            Description = "Grammar files, or names of shipped protocols; - is the standard input.", Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "svg: one image of one grammar. mermaid: Markdown with diagrams in it, without those of the messages.",
            DefaultValueFactory = _ => Svg,
        };
        format.AcceptOnlyFromAmong(Svg, Mermaid);
        var output = OutputFile.Create();
        var command = new Command("diagram", "Draws a grammar: its dialogue, the machines of both roles, and its messages.") { files, format, output };
        command.SetAction(async (result, cancellationToken) =>
        {
            var names = result.GetRequiredValue(files);
            if (result.GetValue(format) == Svg && names.Length > 1)
                throw new UsageException("--format svg draws one grammar. Name one, or write --format mermaid.");
            var compiled = GrammarFiles.Compile(await GrammarFiles.ReadAsync(names, catalog, console, cancellationToken).ConfigureAwait(false));
            await GrammarFindings.WriteAsync(compiled, console.Error).ConfigureAwait(false);
            ProtocolModel[] protocols = [.. compiled.Select(one => one.Compilation.Model).OfType<ProtocolModel>()];
            if (protocols.Length < compiled.Count)
                return ExitCode.Usage;
            var text = result.GetValue(format) == Svg ? ProtocolSvg.Of(protocols[0]) : ProtocolMermaid.Of(protocols);
            await OutputFile.WriteAsync(text, result.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
