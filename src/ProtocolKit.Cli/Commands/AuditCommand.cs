using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit audit</c></summary>
internal static class AuditCommand
{
    private const double DefaultQuiet = 1;

    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var target = new Argument<string?>("target")
        {
            Description = "scheme://host[:port] of a server of your own. The scheme is a protocol's name; with an s behind it, TLS starts with the "
                + "first octet. May be left out with --grammar.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var listen = new Option<string?>("--listen") { Description = "Be a hostile server of a protocol on 127.0.0.1, to test a client of your own, in place of auditing a server.", HelpName = "PROTOCOL" };
        var port = CommonOptions.Port("With --listen: the TCP port; any that is free unless set.");
        var scripts = new Option<string[]>("--script") { Description = $"With --listen: run this script only. May be repeated. There are: {string.Join(", ", ListenScripts.Names)}.", HelpName = "NAME" };
        var authorities = CommonOptions.Authorities();
        var serverName = CommonOptions.ServerName();
        var timeout = CommonOptions.Timeout("How long one connection may take, in seconds.", 10);
        var quiet = CommonOptions.Seconds("--quiet", "How long a peer may be silent until it counts as having nothing to say, in seconds.", DefaultQuiet);
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var sarif = new Option<FileInfo?>("--sarif") { Description = "Also write the findings to this file, as SARIF 2.1.0.", HelpName = "FILE" };
        var settings = CommonOptions.Settings();
        var grammar = GrammarOption.Create();

        var command = new Command(
            "audit", "Tries on a server of your own what has made others vulnerable, without harm, and says what is proven; or tries it on a client.")
        {
            target, grammar, listen, port, scripts, authorities, serverName, timeout, quiet, json, sarif, settings,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console, cancellationToken).ConfigureAwait(false);
            var seconds = TimeSpan.FromSeconds(result.GetValue(timeout));
            var silence = TimeSpan.FromSeconds(result.GetValue(quiet));
            if (result.GetValue(listen) is { } scheme)
            {
                if (result.GetValue(target) is not null)
                    throw new UsageException("audit takes a target or --listen, not both.");
                var protocol = known.Require(scheme, out var implicitTls);
                if (implicitTls)
                    throw new UsageException($"--listen takes a protocol that upgrades to TLS, such as {protocol.Name}.");
                var options = new ListenOptions(protocol, result.GetValue(port) ?? 0, ListenScripts.Choose(result.GetValue(scripts) ?? []))
                {
                    Timeout = seconds, Quiet = silence, Settings = result.GetValue(settings) ?? [],
                };
                return await HostileServer.RunAsync(options, result.GetValue(json), console, cancellationToken).ConfigureAwait(false);
            }

            var text = result.GetValue(target) ?? throw new UsageException("audit takes a target, such as smtp://mail.example.org:25, or --listen PROTOCOL.");
            var server = ProbeTarget.Parse(text, known);
            var audited = new AuditTarget(text, server)
            {
                ServerName = result.GetValue(serverName) ?? server.Host,
                Roots = ProbeCommand.ReadRoots(result.GetValue(authorities)),
                Settings = result.GetValue(settings) ?? [],
                Timeout = seconds,
                Quiet = silence,
            };
            return await RunAsync(audited, result.GetValue(json), result.GetValue(sarif), console, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        AuditTarget target, bool json, FileInfo? sarif, ToolConsole console, CancellationToken cancellationToken)
    {
        var report = await new Auditor(target, json ? null : finding => AuditText.Write(finding, console), cancellationToken).RunAsync().ConfigureAwait(false);
        if (json)
            await console.Out.WriteLineAsync(AuditJson.Write(report)).ConfigureAwait(false);
        else
            AuditText.WriteEnd(report, console);
        if (sarif is not null)
            await WriteAsync(sarif, AuditJson.Write(AuditSarif.Of(report)), cancellationToken).ConfigureAwait(false);
        return report.ExitCode;
    }

    private static async Task WriteAsync(FileInfo file, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--sarif: {file} cannot be written: {failure.Message}");
        }
    }
}
