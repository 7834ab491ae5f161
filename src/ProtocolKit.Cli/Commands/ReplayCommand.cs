using System.CommandLine;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit replay</c></summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var protocol = new Argument<string>("protocol")
        {
            Description = "A grammar file, or a shipped protocol's name; with an s behind the name, TLS starts with the first octet.",
        };
        var file = new Argument<string>("dialogue") { Description = "A file with recorded dialogues, as record writes it." };
        var title = new Option<string?>("--title") { Description = "Replay only the dialogues whose title begins so.", HelpName = "TITLE" };
        var settings = CommonOptions.Settings();

        var command = new Command(
            "replay",
            "Plays recorded dialogues against both machines of a grammar, whole and cut at every octet, and shows the first difference.")
        {
            protocol, file, title, settings,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var name = result.GetRequiredValue(protocol);
            var path = result.GetRequiredValue(file);
            var (known, implicitTls, model) = await FindAsync(name, catalog, console, cancellationToken).ConfigureAwait(false);
            var dialogues = DialogueFile.Read(path, result.GetValue(title));
            var text = new ReplayText(path, model, console.Out);
            var differences = 0;
            foreach (var dialogue in dialogues)
            {
                if (dialogue.Title.Length > 0)
                    await console.Out.WriteLineAsync($"# {PeerText.Escape(dialogue.Title)}").ConfigureAwait(false);
                foreach (var replay in DialogueReplay.Run(known, dialogue, implicitTls, result.GetValue(settings) ?? []))
                {
                    text.Write(replay);
                    differences += replay.IsDifferent ? 1 : 0;
                }

                cancellationToken.ThrowIfCancellationRequested();
            }

            return differences == 0 ? ExitCode.Success : ExitCode.Violation;
        });
        return command;
    }

    private static async Task<(ProtocolDefinition Protocol, bool ImplicitTls, Func<ProtocolModel> Model)> FindAsync(
        string name, Catalog catalog, ToolConsole console, CancellationToken cancellationToken)
    {
        if (!GrammarOption.IsFile(name, catalog))
        {
            var shipped = catalog.Require(name, out var implicitTls);
            return (shipped, implicitTls, () => EmbeddedGrammars.Compile(shipped));
        }

        var own = await GrammarOption.LoadAsync(name, console, cancellationToken).ConfigureAwait(false);
        return (own.Protocol, false, () => own.Model);
    }
}
