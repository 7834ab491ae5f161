using System.Diagnostics;
using System.Globalization;

namespace ProtocolKit.Benchmarks.Surveying;

/// <summary>Measures how many servers a survey probes in a second, beside as many handshakes of bare <c>SslStream</c> with the same certificate. The
/// servers are in a process of their own on the same cores, and each client is in one, in turns.</summary>
internal static class SurveyBenchmark
{
    private const int Rounds = 3;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("protocolkit-benchmark-").FullName;
        try
        {
            using var servers = OwnProcess.Start("survey-servers", redirect: true, (SurveyServers.Folder, folder));
            servers.StandardOutput.ReadLine();
            var results = SurveyClient.Kinds.ToDictionary(kind => kind, _ => new List<double[]>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var kind in SurveyClient.Kinds)
                    results[kind].Add(Measure(kind, folder));
            }

            Print(results);
            servers.StandardInput.Close();
            servers.WaitForExit();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a client, compiled as the tool is.</summary>
    private static double[] Measure(string kind, string folder)
    {
        using var client = OwnProcess.Start("survey-client", redirect: true, (SurveyServers.Folder, folder), (SurveyClient.Kind, kind),
            ("DOTNET_TieredPGO", "0"));
        var line = client.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{kind} has failed.");
        client.WaitForExit();
        return [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    private static void Print(Dictionary<string, List<double[]>> results)
    {
        Console.WriteLine($"""

            {SurveyServers.Count} servers, {SurveyClient.AtOnce} at a time; the last nine tenths; medians of {Rounds} rounds

            | client | a second | x bare | client's CPU µs | x bare | resident MB at 10 % | at 100 % | live heap MB at 10 % | at 100 % |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        var bare = results[SurveyClient.Kinds[0]];
        foreach (var (kind, rounds) in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {Median(rounds, 0):0} | {Median(rounds, 0) / Median(bare, 0):0.00} "
                + $"| {Median(rounds, 1):0} | {Median(rounds, 1) / Median(bare, 1):0.00} | {Median(rounds, 2):0} | {Median(rounds, 3):0} "
                + $"| {Median(rounds, 4):0.0} | {Median(rounds, 5):0.0} |"));
        }
    }

    private static double Median(List<double[]> rounds, int column) => Statistics.Median(rounds.Select(round => round[column]));
}
