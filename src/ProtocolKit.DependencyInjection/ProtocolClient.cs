using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProtocolKit;

/// <summary>Connects as the options of a name say.</summary>
internal sealed class ProtocolClient<TProtocol>(
    string name, IOptionsMonitor<ProtocolClientOptions> monitor, ILoggerFactory? logs, TimeProvider time) : IProtocolClient<TProtocol>
    where TProtocol : IProtocol
{
    private (ProtocolClientOptions Options, ConfiguredClient Client)? _current;
    private readonly Lock _lock = new();

    public Task<SecureConnection> ConnectSecureAsync(CancellationToken cancellationToken = default)
    {
        var client = Current();
        return UpgradeClient.ConnectAsync(
            TProtocol.Definition, client.Host, client.Port, client.Parameters, client.Options, cancellationToken);
    }

    /// <summary>Files are read, and sessions are begun anew, only when the options have changed.</summary>
    private ConfiguredClient Current()
    {
        var options = monitor.Get(name);
        lock (_lock)
        {
            if (_current is not { } current || !ReferenceEquals(current.Options, options))
                _current = current = (options, ConfiguredClient.Of(TProtocol.Definition, options, logs, time));
            return current.Client;
        }
    }
}
