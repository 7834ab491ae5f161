using System.Diagnostics;

namespace ProtocolKit.Cli.Tests.Survey;

/// <summary>A program of the folder <c>Programs</c> that Node.js runs, with the packages that <c>.ci/install</c> installs.</summary>
internal static class NodeProgram
{
    private const string Packages = "/usr/local/lib/protocolkit-interop/node_modules";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Why a program cannot run here, or null if it can.</summary>
    public static string? WhyNot(params IEnumerable<string> needs)
    {
        string[] missing = [.. needs.Prepend("node").Where(name => Find(name) is null && !Directory.Exists(Path.Combine(Packages, name)))];
        return missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}. sudo .ci/install installs them.";
    }

    /// <summary>Finds a program of the system; null if it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/bin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program.</summary>
    /// <returns>What it has printed.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Find("node")!, [Path.Combine(AppContext.BaseDirectory, "Survey", "Programs", program), .. arguments])
        {
            Environment = { ["PACKAGES"] = Packages }, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.True(process.ExitCode == 0, $"{program}: {await error}{await output}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

/// <summary>A test that is skipped where Node.js, a package of it, or a program is missing.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(params string[] needs) => Skip = NodeProgram.WhyNot(needs.Select(name => name == "chromium"
        ? NodeProgram.Find(name) ?? name : name).Where(name => !File.Exists(name)));
}
