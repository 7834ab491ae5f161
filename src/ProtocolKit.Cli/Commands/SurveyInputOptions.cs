using System.CommandLine;
using System.Globalization;

namespace ProtocolKit.Cli;

/// <summary>The options that say what is surveyed.</summary>
internal sealed class SurveyInputOptions
{
    private readonly Argument<string[]> _inputs = new("input")
    {
        Description = "Hosts, domains (with --mx or --srv), URLs such as smtp://host:25, and files with one a row, CSV or plain; "
            + "- or nothing is the standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _column = new("--column")
    {
        Description = "The column of files: a name in their first row, or a number; the first unless set.", HelpName = "NAME",
    };

    private readonly Option<string[]> _protocols = new("--protocol")
    {
        Description = "The protocol of inputs that are no URLs; may be repeated.", HelpName = "NAME",
    };

    private readonly Option<int[]> _ports = Ports();

    private readonly Option<bool> _mx = new("--mx")
    {
        Description = "Inputs are domains: survey their mail exchangers. The protocol is smtp unless set.",
    };

    private readonly Option<bool> _srv = new("--srv")
    {
        Description = "Inputs are domains: survey the servers that their SRV records name.",
    };

    public void AddTo(Command command)
    {
        command.Add(_inputs);
        foreach (var option in (Option[])[_column, _protocols, _ports, _mx, _srv])
            command.Add(option);
    }

    /// <summary>What is surveyed, and the options that say so.</summary>
    /// <exception cref="UsageException">They contradict each other, or there is no such protocol.</exception>
    public (SurveyInputs Inputs, SurveyOptions Options) Read(ParseResult result, Catalog catalog, ToolConsole console)
    {
        if (result.GetValue(_mx) && result.GetValue(_srv))
            throw new UsageException("survey takes --mx or --srv, not both.");
        var lookup = result.GetValue(_mx) ? SurveyLookup.Mx : result.GetValue(_srv) ? SurveyLookup.Srv : SurveyLookup.None;
        return (new SurveyInputs(result.GetValue(_inputs) ?? [], result.GetValue(_column), console), new SurveyOptions
        {
            Schemes = Schemes(result.GetValue(_protocols) ?? [], lookup, catalog),
            Ports = result.GetValue(_ports) ?? [],
            Lookup = lookup,
        });
    }

    /// <summary>Differs between inputs that are not the same; null where they are read from the standard input.</summary>
    public string? Identify(ParseResult result)
    {
        var inputs = result.GetValue(_inputs) ?? [];
        return inputs.Length == 0 || inputs.Contains(GrammarFiles.StandardInput) ? null : SurveyQueue.IdOf(string.Join('\n',
            [.. inputs, result.GetValue(_column), .. result.GetValue(_protocols) ?? [],
                .. (result.GetValue(_ports) ?? []).Select(port => $"{port}"), $"{result.GetValue(_mx)} {result.GetValue(_srv)}"]));
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
}
