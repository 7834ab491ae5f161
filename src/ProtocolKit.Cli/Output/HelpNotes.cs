using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ProtocolKit.Cli;

/// <summary>Prints, below the help of a command, what is too long for its description.</summary>
internal sealed class HelpNotes(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> Notes = new(StringComparer.Ordinal)
    {
        ["probe"] = ProbeJson.Help,
        ["audit"] = AuditJson.Help,
        ["survey"] = SurveyHelp.Text,
        ["record"] = SecretNames.Help,
        ["replay"] = DialogueFile.Help,
    };

    /// <summary>Adds the notes to the help of a command line.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
                option.Action = new HelpNotes(help);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (Notes.TryGetValue(parseResult.CommandResult.Command.Name, out var note))
        {
            output.WriteLine(note);
            output.WriteLine();
        }

        output.WriteLine(ExitCode.Help);
        return result;
    }
}
