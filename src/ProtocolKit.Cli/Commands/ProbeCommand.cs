using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit probe</c></summary>
internal static class ProbeCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var target = new Argument<string>("target")
        {
            Description = "scheme://host[:port]. The scheme is a protocol's name; with an s behind it, TLS starts with the first octet. May be left out with --grammar.",
        };
        var authorities = CommonOptions.Authorities();
        var serverName = CommonOptions.ServerName();
        var timeout = CommonOptions.Timeout("How long it may take, in seconds.", 10);
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var settings = CommonOptions.Settings();
        var grammar = GrammarOption.Create();

        var command = new Command(
            "probe", "Connects to a server, upgrades to TLS, verifies the certificate, and tells what it found.")
        {
            target, grammar, authorities, serverName, timeout, json, settings,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var text = result.GetRequiredValue(target);
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console, cancellationToken).ConfigureAwait(false);
            var parsed = ProbeTarget.Parse(text, known);
            var observer = new ProbeObserver(parsed.Protocol);
            var options = new UpgradeClientOptions
            {
                Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
                ServerName = result.GetValue(serverName),
                ImplicitTls = parsed.ImplicitTls,
                CustomRoots = ReadRoots(result.GetValue(authorities)),
                AllowTlsResume = false,
                KeepPeerChain = true,
                Observer = observer,
            };
            var parameters = CommonOptions.Apply(result.GetValue(settings), parsed.Protocol.CreateClientParameters());
            var report = await Prober.RunAsync(text, parsed, parameters, options, observer, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json))
                await console.Out.WriteLineAsync(ProbeJson.Write(report)).ConfigureAwait(false);
            else
                ProbeText.Write(report, console);
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>Reads what <c>--ca</c> names.</summary>
    /// <exception cref="UsageException">It is no file of certificates.</exception>
    public static X509Certificate2Collection? ReadRoots(FileInfo? file)
    {
        if (file is null)
            return null;
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"--ca: {file} cannot be read: {failure.Message}");
        }

        return roots.Count > 0 ? roots : throw new UsageException($"--ca: there is no certificate in {file}. It takes a PEM file.");
    }
}
