using System.CommandLine;
using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit emit</c></summary>
internal static class EmitCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<FileInfo>("file") { Description = "A grammar file." };
        var space = new Option<string>("--namespace") { Description = "The namespace of the generated type.", HelpName = "NAME", DefaultValueFactory = _ => "ProtocolKit.Protocols" };
        var command = new Command("emit", "Prints the C# that is generated from a grammar file.") { file, space };
        command.SetAction(async (result, _) =>
        {
            var compilation = GrammarFiles.Compile([result.GetRequiredValue(file)])[0];
            await CheckCommand.WriteAsync([compilation], console.Error).ConfigureAwait(false);
            if (compilation.Model is not { } model)
                return ExitCode.Usage;
            var options = new EmitOptions(result.GetValue(space)!, Path.GetFileName(compilation.Source.Path));
            await console.Out.WriteAsync(ProtocolEmitter.Emit(model, options)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
