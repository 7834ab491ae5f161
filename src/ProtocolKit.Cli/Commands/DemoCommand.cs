using System.CommandLine;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit demo</c></summary>
internal static class DemoCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var transcript = new Option<bool>("--transcript") { Description = "Also print each dialogue, as RFCs do." };
        var command = new Command(
            "demo",
            "Starts each protocol's generated server on 127.0.0.1 with a throwaway certificate, connects the generated client, and verifies what it gets.")
        {
            transcript,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var authority = new ThrowawayAuthority();
            var results = new List<DemoResult>();
            foreach (var protocol in catalog.Definitions)
            {
                // The first run compiles; what is shown is what a program that runs on sees.
                await DemoRun.RunAsync(protocol, authority, cancellationToken).ConfigureAwait(false);
                results.Add(await DemoRun.RunAsync(protocol, authority, cancellationToken).ConfigureAwait(false));
            }

            if (result.GetValue(transcript))
                await WriteDialoguesAsync(results, console).ConfigureAwait(false);
            DemoTable.Write(results, console);
            return results.TrueForAll(one => one.Secured) && results.Count > 0 ? ExitCode.Success : ExitCode.NotSecured;
        });
        return command;
    }

    private static async Task WriteDialoguesAsync(List<DemoResult> results, ToolConsole console)
    {
        foreach (var result in results)
        {
            await console.Out.WriteLineAsync($"# {result.Protocol.Name}").ConfigureAwait(false);
            foreach (var line in result.Dialogue)
                await console.Out.WriteLineAsync(line.Show()).ConfigureAwait(false);
            await console.Out.WriteLineAsync().ConfigureAwait(false);
        }
    }
}
