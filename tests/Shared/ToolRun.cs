using ProtocolKit.Cli;

namespace ProtocolKit.TestSupport;

/// <summary>One run of the tool, in this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<ToolRun> OfAsync(params string[] arguments) => OfAsync(CancellationToken.None, arguments);

    public static async Task<ToolRun> OfAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Tool.RunAsync(arguments, new ToolConsole(output, error, isPlain: true), Catalog.All, cancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
