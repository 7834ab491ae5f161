using System.CommandLine;
using System.Net;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit serve</c></summary>
internal static class ServeCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var protocol = new Argument<string?>("protocol")
        {
            Description = "A protocol's name; with an s behind it, TLS starts with the first octet. May be left out with --grammar.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var grammar = GrammarOption.Create();
        var address = new Option<string>("--address") { Description = "The own address to listen on; 0.0.0.0 or :: for all.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var port = CommonOptions.Port("The TCP port; the protocol's own unless set, any that is free for 0.");
        var certificate = new Option<FileInfo?>("--cert") { Description = "A PEM file with a certificate and its chain, in place of a throwaway one. Another one in it is used from the next handshake on.", HelpName = "FILE" };
        var key = new Option<FileInfo?>("--key") { Description = "A PEM file with the certificate's key, unless that is in the same file.", HelpName = "FILE" };
        var allowClear = new Option<bool>("--allow-clear") { Description = "Let clients that ask for something other than TLS go on in the clear." };
        var timeout = CommonOptions.Timeout("How long a client may take to upgrade to TLS, in seconds.", 30);
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also log why a handshake failed, and each step." };
        var settings = CommonOptions.Settings();

        var command = new Command(
            "serve", "Runs a protocol's generated server in Kestrel, logs each dialogue up to TLS, and sends back what clients say then.")
        {
            protocol, grammar, address, port, certificate, key, allowClear, timeout, verbose, settings,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console, cancellationToken).ConfigureAwait(false);
            var scheme = result.GetValue(protocol) ?? known.Own?.Name ?? throw new UsageException("serve takes a protocol, such as smtp, or --grammar FILE.");
            var definition = known.Require(scheme, out var implicitTls);
            using var served = ServedCertificate.Create(result.GetValue(certificate), result.GetValue(key), console);
            var options = new ServeOptions
            {
                Protocol = definition,
                EndPoint = new IPEndPoint(ParseAddress(result.GetValue(address)!), result.GetValue(port) ?? Catalog.RequirePort(definition, implicitTls)),
                Tls = served.Tls,
                IsVerbose = result.GetValue(verbose),
                StartTls = new()
                {
                    ImplicitTls = implicitTls,
                    AnswerInsideTls = true,
                    MayStayInClear = result.GetValue(allowClear),
                    Parameters = CommonOptions.Apply(result.GetValue(settings), definition.CreateServerParameters()),
                    Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
                },
            };
            await using var host = await ServeHost.StartAsync(options, console, cancellationToken).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"Serving {scheme} on {host.EndPoint}; Ctrl+C stops it.").ConfigureAwait(false);
            await console.Error.WriteLineAsync(served.Explain($"{scheme}://localhost:{host.EndPoint.Port}")).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        });
        return command;
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new UsageException($"--address takes an IP address, not '{PeerText.Escape(text)}'.");
}
