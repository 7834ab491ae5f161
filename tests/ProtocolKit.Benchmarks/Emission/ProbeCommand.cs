using ProtocolKit.Benchmarks.Upgrading;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>One upgrade to the server whose endpoints are the first line of standard input, and no more: what a probe does.</summary>
internal static class ProbeCommand
{
    public static async Task<int> RunAsync()
    {
        var endpoints = Endpoints.Parse(await Console.In.ReadLineAsync().ConfigureAwait(false) ?? "");
        await new ProtocolKitUpgrade(endpoints).RunAsync().ConfigureAwait(false);
        return 0;
    }
}
