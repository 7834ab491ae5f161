using System.CommandLine;
using System.Globalization;
using System.Net;

namespace ProtocolKit.Cli;

/// <summary>The options that say how servers are found and probed.</summary>
internal sealed class SurveyProbeOptions
{
    private const int DnsPort = 53;

    private readonly Option<IPEndPoint?> _nameServer = NameServer();
    private readonly Option<int> _concurrency = Count("--concurrency", "How many targets are probed at a time.", 64);
    private readonly Option<int> _perHost = Count("--per-host", "How many connections one address may have at a time.", 1);

    private readonly Option<int> _perNetwork =
        Count("--per-network", "How many connections one network may have at a time, a /24 of IPv4 or a /48 of IPv6.", 4);

    private readonly Option<double> _pause = Pause();

    private readonly Option<string?> _contact = new("--contact")
    {
        Description = "A host name of yours, under which people find out who surveys: the client's name where the protocol has "
            + "one, as in SMTP's EHLO.",
        HelpName = "NAME",
    };

    private readonly Option<FileInfo?> _exclude = new("--exclude")
    {
        Description = "Leave out the domains, hosts, addresses and networks in this file, one a line.", HelpName = "FILE",
    };

    private readonly Option<bool?> _policy = new("--policy")
    {
        Description = "Ask for the policies of mail exchangers: DANE, and the domain's MTA-STS. On with --mx; "
            + "'--policy false' leaves it out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<double> _timeout = CommonOptions.Timeout("How long one target may take, in seconds.", 10);
    private readonly Option<FileInfo?> _authorities = CommonOptions.Authorities();
    private readonly Option<string[]> _settings = CommonOptions.Settings();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_nameServer, _concurrency, _perHost, _perNetwork, _pause, _contact, _exclude, _policy, _timeout,
            _authorities, _settings])
        {
            command.Add(option);
        }
    }

    /// <summary>How it is done.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">What is surveyed.</param>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public SurveyOptions Read(ParseResult result, SurveyOptions options) => options with
    {
        Concurrency = result.GetValue(_concurrency),
        PerHost = result.GetValue(_perHost),
        PerNetwork = result.GetValue(_perNetwork),
        Pause = TimeSpan.FromSeconds(result.GetValue(_pause)),
        Timeout = TimeSpan.FromSeconds(result.GetValue(_timeout)),
        Contact = result.GetValue(_contact),
        Roots = ProbeCommand.ReadRoots(result.GetValue(_authorities)),
        Settings = result.GetValue(_settings) ?? [],
        AsksPolicies = result.GetResult(_policy) is null ? null : result.GetValue(_policy) ?? true,
    };

    /// <summary>Makes what looks up domains.</summary>
    public ServiceResolver CreateResolver(ParseResult result, SurveyOptions options) => new(new ServiceResolverOptions
    {
        NameServers = result.GetValue(_nameServer) is { } own ? [own] : [], Timeout = options.Timeout,
    });

    /// <summary>Makes what probes servers.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="resolver">Looks up policies, and hosts where the user names a name server.</param>
    /// <param name="waitForTurn">Waits until no other machine pauses with an address; null where there are no others.</param>
    /// <exception cref="UsageException">The file of exclusions cannot be read.</exception>
    public SurveyProber CreateProber(
        ParseResult result, SurveyOptions options, ServiceResolver resolver, Func<string, CancellationToken, Task>? waitForTurn = null) =>
        new(options, SurveyExclusions.Read(result.GetValue(_exclude)),
            result.GetValue(_nameServer) is null ? SystemAsync : resolver.FindAddressesAsync,
            new SurveyPolicies(options, resolver, new MtaStsResolver(
                new MtaStsOptions { Cache = new SurveyPolicyCache(), Timeout = options.Timeout })),
            waitForTurn);

    private static async ValueTask<IReadOnlyList<IPAddress>> SystemAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

    /// <summary>An option that takes a number.</summary>
    public static Option<int> Count(string name, string description, int count, int most = 10_000) => new(name)
    {
        Description = description,
        HelpName = "COUNT",
        DefaultValueFactory = _ => count,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value > 0 && value <= most)
                return value;
            result.AddError($"{name} takes a number from 1 to {most}, not '{PeerText.Escape(result.Tokens[0].Value)}'.");
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
