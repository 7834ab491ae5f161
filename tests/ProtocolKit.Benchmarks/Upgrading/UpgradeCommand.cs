using System.Globalization;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>Measures what a whole upgrade costs the client, in turns, so that a busy machine slows all ways alike.</summary>
internal static class UpgradeCommand
{
    private const int Rounds = 45;

    public static async Task<int> RunAsync()
    {
        using var server = new ServerProcess();
        IUpgrader[] upgraders =
        [
            new BareTls(server.Endpoints),
            new HandWrittenUpgrade(server.Endpoints),
            new ProtocolKitUpgrade(server.Endpoints),
            new MailKitUpgrade(server.Endpoints),
            new MailKitCallbackUpgrade(server.Endpoints),
        ];
        await MeasureAsync(upgraders, count: 40, atOnce: 1).ConfigureAwait(false);
        await MeasureAsync(upgraders, count: 256, atOnce: 64).ConfigureAwait(false);
        return 0;
    }

    private static async Task MeasureAsync(IUpgrader[] upgraders, int count, int atOnce)
    {
        // Twice, for the compiler to come to an end.
        foreach (var upgrader in upgraders.Concat(upgraders))
            await UpgradeCosts.MeasureAsync(upgrader, 8 * count, atOnce).ConfigureAwait(false);

        var costs = upgraders.Select(_ => new List<UpgradeCosts>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < upgraders.Length; i++)
                costs[i].Add(await UpgradeCosts.MeasureAsync(upgraders[i], count, atOnce).ConfigureAwait(false));
        }

        Print(upgraders, costs, atOnce);
    }

    private static void Print(IUpgrader[] upgraders, List<UpgradeCosts>[] costs, int atOnce)
    {
        Console.WriteLine($"""

            {atOnce} at once; a client's upgrade, median of {Rounds} rounds

            | client | CPU µs | least | x dialogue by hand | x MailKit | allocated B | more than by hand |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        var byHand = costs[Array.FindIndex(upgraders, upgrader => upgrader is HandWrittenUpgrade)];
        var mailKit = costs[Array.FindIndex(upgraders, upgrader => upgrader is MailKitUpgrade)];
        for (var i = 0; i < upgraders.Length; i++)
        {
            var octets = Statistics.Median(costs[i].Select(cost => cost.Octets));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {upgraders[i].Name} | {Statistics.Median(costs[i].Select(cost => cost.Microseconds)):0} | {costs[i].Min(cost => cost.Microseconds):0} | {Ratio(costs[i], byHand):0.000} | {Ratio(costs[i], mailKit):0.000} | {octets:0} | {octets - Statistics.Median(byHand.Select(cost => cost.Octets)):0} |"));
        }
    }

    /// <summary>The median of what the rounds say, each by itself.</summary>
    private static double Ratio(List<UpgradeCosts> costs, List<UpgradeCosts> others) =>
        Statistics.Median(costs.Zip(others, (cost, other) => cost.Microseconds / other.Microseconds));
}
