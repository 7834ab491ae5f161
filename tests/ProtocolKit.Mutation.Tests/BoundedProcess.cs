using System.Diagnostics;

namespace ProtocolKit.Mutation.Tests;

/// <summary>A run of the SDK that is killed, with all that it has started, when its time is over.</summary>
/// <param name="ExitCode">Its exit code; null where it was killed.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record BoundedProcess(int? ExitCode, string Output)
{
    public static async Task<BoundedProcess> RunAsync(TimeSpan limit, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var ended = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new BoundedProcess(null, await output + await error);
        }

        return new BoundedProcess(process.ExitCode, await output + await error);
    }
}
