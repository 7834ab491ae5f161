namespace ProtocolKit.Benchmarks.Upgrading;

internal sealed class ProtocolKitUpgrade(Endpoints endpoints) : IUpgrader
{
    private readonly UpgradeClientOptions _options = new() { CustomRoots = [endpoints.Root], ServerName = Endpoints.Host };

    public string Name => "ProtocolKit";

    public async Task RunAsync()
    {
        using var connection = await UpgradeClient.ConnectAsync(
            Protocols.Smtp.Definition, "127.0.0.1", endpoints.StartTlsPort, options: _options).ConfigureAwait(false);
    }
}
