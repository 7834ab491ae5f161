using System.CommandLine;
using System.Globalization;
using System.Net;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit survey</c></summary>
internal static class SurveyCommand
{
    private const int DnsPort = 53;

    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "Hosts, domains (with --mx or --srv), URLs such as smtp://host:25, and files with one a row, CSV or plain; "
                + "- or nothing is the standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<FileInfo?>("--output", "-o")
        {
            Description = "The file to write, and to go on with where it exists; the standard output unless set.", HelpName = "FILE",
        };
        var column = new Option<string?>("--column") { Description = "The column of files: a name in their first row, or a number; "
            + "the first unless set.", HelpName = "NAME" };
        var protocols = new Option<string[]>("--protocol") { Description = "The protocol of inputs that are no URLs; may be "
            + "repeated.", HelpName = "NAME" };
        var ports = Ports();
        var mx = new Option<bool>("--mx") { Description = "Inputs are domains: survey their mail exchangers. The protocol is smtp "
            + "unless set." };
        var srv = new Option<bool>("--srv") { Description = "Inputs are domains: survey the servers that their SRV records name." };
        var nameServer = NameServer();
        var concurrency = Count("--concurrency", "How many targets are probed at a time.", 64);
        var perHost = Count("--per-host", "How many connections one address may have at a time.", 1);
        var perNetwork = Count("--per-network", "How many connections one network may have at a time, a /24 of IPv4 or a /48 of IPv6.", 4);
        var pause = Pause();
        var contact = new Option<string?>("--contact")
        {
            Description = "A host name of yours, under which people find out who surveys: the client's name where the protocol has "
                + "one, as in SMTP's EHLO.",
            HelpName = "NAME",
        };
        var exclude = new Option<FileInfo?>("--exclude") { Description = "Leave out the domains, hosts, addresses and networks in "
            + "this file, one a line.", HelpName = "FILE" };
        var timeout = CommonOptions.Timeout("How long one target may take, in seconds.", 10);
        var authorities = CommonOptions.Authorities();
        var settings = CommonOptions.Settings();
        var grammar = GrammarOption.Create();
        var command = new Command("survey", "Probes many servers, a few at a time, and writes a line of JSON for each; what was begun "
            + "can be gone on with.")
        {
            inputs, output, column, protocols, ports, mx, srv, nameServer, concurrency, perHost, perNetwork, pause, contact, exclude,
                timeout,
            authorities, settings, grammar,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console,
                cancellationToken).ConfigureAwait(false);
            if (result.GetValue(mx) && result.GetValue(srv))
                throw new UsageException("survey takes --mx or --srv, not both.");
            var lookup = result.GetValue(mx) ? SurveyLookup.Mx : result.GetValue(srv) ? SurveyLookup.Srv : SurveyLookup.None;
            var options = new SurveyOptions
            {
                Schemes = Schemes(result.GetValue(protocols) ?? [], lookup, known),
                Ports = result.GetValue(ports) ?? [],
                Lookup = lookup,
                Concurrency = result.GetValue(concurrency),
                PerHost = result.GetValue(perHost),
                PerNetwork = result.GetValue(perNetwork),
                Pause = TimeSpan.FromSeconds(result.GetValue(pause)),
                Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
                Contact = result.GetValue(contact),
                Roots = ProbeCommand.ReadRoots(result.GetValue(authorities)),
                Settings = result.GetValue(settings) ?? [],
            };
            foreach (var scheme in options.Schemes)
                SurveyProber.Parameters(options, known.Require(scheme, out _));
            var exclusions = SurveyExclusions.Read(result.GetValue(exclude));
            var sources = new SurveyInputs(result.GetValue(inputs) ?? [], result.GetValue(column), console);
            var progress = new SurveyProgress(sources.Count());
            var done = new SurveyDone();
            using var lines = SurveyOutput.Open(result.GetValue(output), done, console);
            var resolver = new ServiceResolver(new ServiceResolverOptions { NameServers = result.GetValue(nameServer) is { } own
                ? [own] : [], Timeout = options.Timeout });
            using var prober = new SurveyProber(options, exclusions, result.GetValue(nameServer) is null ? SystemAsync
                : resolver.FindAddressesAsync);
            var run = new SurveyRun(options, new SurveyTargets(options, known, resolver, done), prober, lines, done, progress, console);
            await progress.RunAsync(() => run.RunAsync(sources.ReadAsync(cancellationToken), cancellationToken),
                console).ConfigureAwait(false);
            return progress.Faulty > 0 ? ExitCode.Usage : ExitCode.Success;
        });
        return command;
    }

    private static string[] Schemes(string[] named, SurveyLookup lookup, Catalog catalog)
    {
        string[] schemes = named.Length > 0 ? named : catalog.Own is { } own ? [own.Name] : lookup == SurveyLookup.Mx ? ["smtp"] : [];
        foreach (var scheme in schemes)
        {
            var protocol = catalog.Require(scheme, out _);
            if (lookup == SurveyLookup.Srv && protocol.Identity?.Service is null)
                throw new UsageException($"--srv: {protocol.Name} is not found by SRV records, as its grammar has no line identity.");
        }

        return schemes.Length > 0 || lookup == SurveyLookup.None ? schemes : throw new UsageException("--srv needs a protocol, such "
            + "as --protocol xmpp.");
    }

    private static async ValueTask<IReadOnlyList<IPAddress>> SystemAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

    private static Option<int[]> Ports() => new("--port")
    {
        Description = "The port of inputs that name none, in place of the protocol's own; may be repeated.",
        HelpName = "PORT",
        CustomParser = result =>
        [
            .. result.Tokens.Select(token =>
            {
                if (ushort.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
                    return (int)port;
                result.AddError($"--port takes a number from 1 to 65535, not '{PeerText.Escape(token.Value)}'.");
                return 0;
            }),
        ],
    };

    private static Option<int> Count(string name, string description, int count) => new(name)
    {
        Description = description,
        HelpName = "COUNT",
        DefaultValueFactory = _ => count,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value is > 0 and <= 10_000)
                return value;
            result.AddError($"{name} takes a number from 1 to 10000, not '{PeerText.Escape(result.Tokens[0].Value)}'.");
            return count;
        },
    };

    private static Option<double> Pause() => new("--pause")
    {
        Description = "How long an address is left alone between two connections, in seconds; up to half of it is added by chance.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 3600)
                return value;
            result.AddError($"--pause takes seconds from 0 to 3600, not '{PeerText.Escape(text)}'.");
            return 1;
        },
    };

    private static Option<IPEndPoint?> NameServer() => new("--name-server")
    {
        Description = "Ask this name server, in place of the system's: an address, and a port unless it is 53.",
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            if (IPEndPoint.TryParse(result.Tokens[0].Value, out var end))
                return end.Port == 0 ? new IPEndPoint(end.Address, DnsPort) : end;
            result.AddError($"--name-server takes an address such as 192.0.2.53 or 127.0.0.1:5353, not "
                + $"'{PeerText.Escape(result.Tokens[0].Value)}'.");
            return null;
        },
    };
}
