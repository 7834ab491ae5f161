using System.CommandLine;
using System.Globalization;
using Spectre.Console;

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
            console.Styled.Write(Table(results, console));
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

    private static Table Table(List<DemoResult> results, ToolConsole console)
    {
        var table = new Table().Border(console.IsPlain ? TableBorder.None : TableBorder.Simple);
        foreach (var heading in (string[])["Protocol", "Specified in", "Round trips", "TLS", "Cipher suite", "Certificate", "Time", "Allocated"])
            table.AddColumn(heading, column => column.PadRight(2));
        foreach (var result in results)
        {
            table.AddRow(
                new Text(result.Protocol.Name),
                new Text(Specifications(result.Protocol)),
                new Text(result.RoundTrips.ToString(CultureInfo.InvariantCulture)),
                new Text(result.Tls?.Version ?? "none"),
                new Text(result.Tls?.CipherSuite ?? "none"),
                new Text(result.Verdict),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalMilliseconds:0.0} ms")),
                new Text(result.AllocatedOctets is { } octets ? string.Create(CultureInfo.InvariantCulture, $"{octets} octets") : "not measured"));
        }

        return table;
    }

    private static string Specifications(ProtocolDefinition protocol)
    {
        var rfcs = protocol.Specifications.Where(text => text.StartsWith("RFC ", StringComparison.Ordinal)).ToArray();
        return rfcs.Length > 0 ? "RFC " + string.Join(", ", rfcs.Select(text => text[4..])) : protocol.Specifications.Count > 0 ? protocol.Specifications[0].Split(',')[0] : "";
    }
}
