using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>What options become. An object of options is never changed: a new one comes when the configuration changes.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">The port, or null.</param>
/// <param name="Parameters">The protocol's parameters.</param>
/// <param name="Options">Everything else.</param>
internal sealed record ConfiguredClient(string Host, int? Port, ProtocolParameters Parameters, UpgradeClientOptions Options)
{
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="FormatException">A pin is none.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file holds no certificate, or no key.</exception>
    public static ConfiguredClient Of(ProtocolDefinition protocol, ProtocolClientOptions options, ILoggerFactory? logs, TimeProvider time)
    {
        if (string.IsNullOrEmpty(options.Host))
            throw new ArgumentException("Host is not set.");
        if (options.Port is < 1 or > ushort.MaxValue)
            throw new ArgumentException($"Port is {options.Port}. It can be 1 to {ushort.MaxValue}.");
        var parameters = protocol.CreateClientParameters();
        foreach (var (name, values) in options.Parameters)
        {
            foreach (var value in values)
                parameters.SetValue(name, value);
        }

        var upgrade = new UpgradeClientOptions
        {
            Timeout = options.Timeout,
            MaxDialogueOctets = options.MaxDialogueOctets,
            ServerName = options.ServerName,
            ImplicitTls = options.ImplicitTls,
            EnabledSslProtocols = options.EnabledSslProtocols,
            RevocationMode = options.RevocationMode,
            CustomRoots = Roots(options),
            ClientCertificates = Certificates(options),
            PinnedPublicKeys = [.. options.PinnedPublicKeys.Select(PublicKeyPin.Parse)],
            AllowTlsResume = options.AllowTlsResume,
            LoggerFactory = logs,
            TimeProvider = time,
        };
        return new ConfiguredClient(options.Host, options.Port, parameters, options.Configure?.Invoke(upgrade) ?? upgrade);
    }

    private static X509Certificate2Collection? Roots(ProtocolClientOptions options)
    {
        if (options.RootsFile is null)
            return null;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(options.RootsFile);
        return roots.Count > 0 ? roots : throw new ArgumentException($"RootsFile holds no certificate: {options.RootsFile}");
    }

    private static X509CertificateCollection? Certificates(ProtocolClientOptions options) => options.ClientCertificateFile is null
        ? null
        : [X509Certificate2.CreateFromPemFile(options.ClientCertificateFile, options.ClientKeyFile)];
}
