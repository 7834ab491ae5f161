using System.Globalization;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Limits;

namespace ProtocolKit.Cli;

/// <summary>Shows what the limits of a grammar come to.</summary>
internal static class LimitsText
{
    /// <summary>Writes a table for each grammar that is sound.</summary>
    public static async Task WriteAsync(IEnumerable<GrammarCompilation> compilations, TextWriter output)
    {
        foreach (var compilation in compilations.Where(compilation => compilation.Model is not null))
        {
            await output.WriteLineAsync($"{compilation.Source.Path}: the most that one peer can cost, TLS itself aside")
                .ConfigureAwait(false);
            await output.WriteLineAsync("  costs   when        reads      messages  memory     octets scanned").ConfigureAwait(false);
            foreach (var cost in PeerCost.Of(compilation.Model!))
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {(cost.ToClient ? "client" : "server"),-8}{(cost.IsInsideTls ? "inside TLS" : "in clear"),-12}{Size(cost.Octets),-11}{cost.Messages,-10}{Size(cost.Memory),-11}{Size(cost.OctetsScanned)}"))
                    .ConfigureAwait(false);
            }
        }
    }

    private static string Size(long octets) => octets >= 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{octets / 1024.0 / 1024.0:0.#} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{octets / 1024.0:0.#} KiB");
}
