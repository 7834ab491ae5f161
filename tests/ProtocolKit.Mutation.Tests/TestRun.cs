using System.Diagnostics;

namespace ProtocolKit.Mutation.Tests;

/// <summary>A run of some tests on an assembly that stands in for the one they were built with.</summary>
/// <param name="Killer">The first test that failed, or what else ended the run; null where all passed.</param>
/// <param name="Passed">Whether some ran and all passed.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Output">What the test runner wrote.</param>
internal sealed record TestRun(string? Killer, bool Passed, TimeSpan Duration, string Output)
{

    /// <summary>Runs tests.</summary>
    /// <param name="tests">Which.</param>
    /// <param name="folder">Takes a copy of the tests' folder.</param>
    /// <param name="assembly">The assembly; null to run them as they are.</param>
    /// <param name="limit">How long they may take.</param>
    public static async Task<TestRun> OfAsync(TestSelection tests, string folder, string? assembly, TimeSpan limit)
    {
        var copy = Path.Combine(folder, "tests");
        Copy(BuiltTests.Folder(tests.Project), copy);
        if (assembly is not null)
            File.Copy(assembly, Path.Combine(copy, Path.GetFileName(assembly)), overwrite: true);
        var started = Stopwatch.GetTimestamp();
        var run = await BoundedProcess.RunAsync(
            limit, copy, "vstest", $"{tests.Project}.dll", $"--TestCaseFilter:{tests.Filter}", "--logger:console;verbosity=normal");
        var lines = run.Output.Split('\n').Select(line => line.Trim());
        var failed = lines.FirstOrDefault(line => line.StartsWith("Failed ", StringComparison.Ordinal))?["Failed ".Length..];
        var killer = run.ExitCode is null ? failed ?? "the time limit" : run.ExitCode == 0 ? null : failed ?? "the end of the test run";
        var hasRun = run.Output.Contains("Test Run Successful", StringComparison.Ordinal);
        return new TestRun(killer, killer is null && hasRun, Stopwatch.GetElapsedTime(started), run.Output);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
