using System.CommandLine;
using System.CommandLine.Invocation;

namespace ProtocolKit.Cli;

/// <summary>The command line.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, ToolConsole console, Catalog catalog, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Shows, probes and checks how protocols upgrade to TLS.")
        {
            DemoCommand.Create(console, catalog),
            ProbeCommand.Create(console, catalog),
            AuditCommand.Create(console, catalog),
            SurveyCommand.Create(console, catalog),
            ReportCommand.Create(console),
            ServeCommand.Create(console, catalog),
            RecordCommand.Create(console, catalog),
            ReplayCommand.Create(console, catalog),
            CheckCommand.Create(console),
            EmitCommand.Create(console),
            DiagramCommand.Create(console, catalog),
        };
        var invocation = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
        };
        HelpNotes.AddTo(root);
        try
        {
            var parsed = root.Parse(arguments);
            if (parsed.Action is ParseErrorAction complaint)
                complaint.ShowHelp = parsed.CommandResult.Command == root;
            return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Canceled.").ConfigureAwait(false);
            return ExitCode.Canceled;
        }
        catch (UsageException failure)
        {
            await console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return failure.ExitCode;
        }
#pragma warning disable CA1031 // The last stop: a fault of the tool must not look like one of the peer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await console.Error.WriteLineAsync($"This is a fault of protocolkit, which is worth a report: {failure}").ConfigureAwait(false);
            return ExitCode.Internal;
        }
    }
}
