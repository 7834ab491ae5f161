using System.CommandLine;
using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit emit</c></summary>
internal static partial class EmitCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("file") { Description = "A grammar file; - is the standard input." };
        var space = new Option<string>("--namespace") { Description = "The namespace of the generated type.", HelpName = "NAME", DefaultValueFactory = _ => "ProtocolKit.Protocols" };
        var command = new Command("emit", "Prints the C# that is generated from a grammar file.") { file, space };
        command.SetAction(async (result, cancellationToken) =>
        {
            var name = result.GetValue(space)!;
            if (!NamespaceName().IsMatch(name))
                throw new UsageException($"--namespace takes a C# namespace, such as Example.Protocols, not '{PeerText.Escape(name)}'.");
            var sources = await GrammarFiles.ReadAsync([result.GetRequiredValue(file)], console, cancellationToken).ConfigureAwait(false);
            var compiled = GrammarFiles.Compile(sources[0]);
            await GrammarFindings.WriteAsync([compiled], console.Error).ConfigureAwait(false);
            if (compiled.Compilation.Model is not { } model)
                return ExitCode.Usage;
            var options = new EmitOptions(name, Path.GetFileName(sources[0].Path));
            await console.Out.WriteAsync(ProtocolEmitter.Emit(model, options)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*\z")]
    private static partial Regex NamespaceName();
}
