using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit record</c></summary>
internal static class RecordCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var target = new Argument<string>("target") { Description = "host[:port] of a server, or scheme://host[:port]." };
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The protocol's name; with an s behind it, TLS starts with the first octet.", HelpName = "NAME",
        };
        var grammar = GrammarOption.Create();
        var output = OutputFile.Create();
        var secrets = new Option<string[]>("--secret")
        {
            Description = "A parameter or a label whose values are left out. May be repeated.", HelpName = "NAME",
        };
        var authorities = CommonOptions.Authorities();
        var serverName = CommonOptions.ServerName();
        var timeout = CommonOptions.Timeout("How long it may take, in seconds.", 10);
        var settings = CommonOptions.Settings();

        var command = new Command(
            "record", "Connects to a server, upgrades to TLS, and writes the dialogue as replay reads it, without secrets.")
        {
            target, protocol, grammar, output, secrets, authorities, serverName, timeout, settings,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console, cancellationToken).ConfigureAwait(false);
            var text = result.GetRequiredValue(target);
            var scheme = result.GetValue(protocol) ?? known.Own?.Name;
            if (!text.Contains("://", StringComparison.Ordinal))
                text = $"{scheme ?? throw new UsageException("record takes --protocol NAME, --grammar FILE, or scheme://host[:port].")}://{text}";
            var parsed = ProbeTarget.Parse(text, known);
            var host = result.GetValue(serverName) ?? parsed.Host;
            var set = result.GetValue(settings) ?? [];
            var names = new SecretNames(result.GetValue(secrets) ?? []);
            var recorder = new DialogueRecorder(parsed.Protocol, [.. set.Select(CommonOptions.Split)], names);
            var options = new UpgradeClientOptions
            {
                Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
                ServerName = host,
                ImplicitTls = parsed.ImplicitTls,
                CustomRoots = ProbeCommand.ReadRoots(result.GetValue(authorities)),
                AllowTlsResume = false,
                Observer = recorder,
            };
            var parameters = CommonOptions.Apply(set, parsed.Protocol.CreateClientParameters());
            var failure = await UpgradeAsync(parsed, parameters, options, recorder, cancellationToken).ConfigureAwait(false);
            var exitCode = failure is null ? ExitCode.Success : ExitCode.Of(failure.Outcome);
            if (recorder.Lines.Count == 0)
                throw new UsageException($"Nothing was said. {failure?.Message}") { ExitCode = exitCode };
            var recording = new Recording(parsed, host, recorder);
            await WriteAsync(recording, result.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            await WarnAsync(recorder, names, console.Error).ConfigureAwait(false);
            var end = failure?.Message ?? "The connection is TLS, and verified.";
            await console.Error.WriteLineAsync(recorder.Secrets.LeaveOut(end, StandIn.All[0])).ConfigureAwait(false);
            return exitCode;
        });
        return command;
    }

    private static async Task<UpgradeException?> UpgradeAsync(
        ProbeTarget target, ProtocolParameters parameters, UpgradeClientOptions options, DialogueRecorder recorder,
        CancellationToken cancellationToken)
    {
        try
        {
            var connection = await Prober.Start(target, parameters, options, cancellationToken).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (UpgradeException failure)
        {
            recorder.AddFailure(failure);
            return failure;
        }
    }

    private static async Task WriteAsync(Recording recording, FileInfo? file, ToolConsole console, CancellationToken cancellationToken)
    {
        var (text, replays) = recording.Write();
        await OutputFile.WriteAsync(text, file, console, cancellationToken).ConfigureAwait(false);
        const string differs = "The dialogue differs from the grammar: protocolkit replay shows where.";
        if (replays.Any(replay => replay.IsDifferent))
            await console.Error.WriteLineAsync(differs).ConfigureAwait(false);
    }

    private static async Task WarnAsync(DialogueRecorder recorder, SecretNames names, TextWriter error)
    {
        foreach (var label in recorder.Unfound)
            await error.WriteLineAsync($"'{label}' is not written as text, and stands in the dialogue as it is.").ConfigureAwait(false);
        foreach (var name in names.Unused)
            await error.WriteLineAsync($"--secret {PeerText.Escape(name)}: nothing was said under that name.").ConfigureAwait(false);
    }
}
