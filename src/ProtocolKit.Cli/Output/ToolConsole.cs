using System.Globalization;
using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Where the tool writes: data to one side, progress and complaints to the other; and what it reads.</summary>
internal sealed class ToolConsole
{
    private const int DefaultWidth = 80;

    /// <param name="output">Takes data.</param>
    /// <param name="error">Takes progress and complaints.</param>
    /// <param name="isPlain">Whether <paramref name="output"/> is no terminal.</param>
    /// <param name="input">The standard input; empty unless given.</param>
    /// <param name="width">The columns that there are; those of the terminal, or 80, for 0.</param>
    /// <param name="isErrorPlain">Whether <paramref name="error"/> is no terminal.</param>
    public ToolConsole(
        TextWriter output, TextWriter error, bool isPlain, TextReader? input = null, int width = 0, bool isErrorPlain = true)
    {
        (Out, Error, IsPlain, In) = (output, error, isPlain, input ?? TextReader.Null);
        Styled = Create(output, isPlain, width);
        Live = isErrorPlain ? null : Create(error, isPlain: false, width);
    }

    /// <summary>The standard input.</summary>
    public TextReader In { get; }

    /// <summary>Data, as it is.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress and complaints.</summary>
    public TextWriter Error { get; }

    /// <summary>Data, with colours and tables; the same place as <see cref="Out"/>.</summary>
    public IAnsiConsole Styled { get; }

    /// <summary>Progress that is drawn again and again; the same place as <see cref="Error"/>. Null where that is no terminal.</summary>
    public IAnsiConsole? Live { get; }

    /// <summary>Whether <see cref="Out"/> is no terminal.</summary>
    public bool IsPlain { get; }

    public static ToolConsole OfProcess() => new(
        Console.Out, Console.Error, Console.IsOutputRedirected, Console.In, Columns(), Console.IsErrorRedirected);

    /// <summary>What <c>COLUMNS</c> says, which goes before the terminal; 0 if it says nothing.</summary>
    private static int Columns() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns : 0;

    private static IAnsiConsole Create(TextWriter writer, bool isPlain, int width)
    {
        var settings = isPlain
            ? new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No }
            : new AnsiConsoleSettings();
        settings.Out = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(settings);
        if (isPlain)
            console.Profile.Capabilities.Unicode = false;
        if (width > 0 || isPlain)
            console.Profile.Width = width > 0 ? width : DefaultWidth;
        return console;
    }
}
