using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Where the tool writes: data to one side, progress and complaints to the other.</summary>
internal sealed class ToolConsole
{
    // Wide enough that no row of a table is wrapped when it goes to a file.
    private const int RedirectedWidth = 300;

    public ToolConsole(TextWriter output, TextWriter error, bool isPlain)
    {
        (Out, Error, IsPlain) = (output, error, isPlain);
        Styled = Create(output, isPlain);
    }

    /// <summary>Data, as it is.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress and complaints.</summary>
    public TextWriter Error { get; }

    /// <summary>Data, with colours and tables; the same place as <see cref="Out"/>.</summary>
    public IAnsiConsole Styled { get; }

    /// <summary>Whether <see cref="Out"/> is no terminal.</summary>
    public bool IsPlain { get; }

    public static ToolConsole OfProcess() => new(Console.Out, Console.Error, Console.IsOutputRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isPlain)
    {
        if (!isPlain)
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = RedirectedWidth;
        console.Profile.Capabilities.Unicode = false;
        return console;
    }
}
