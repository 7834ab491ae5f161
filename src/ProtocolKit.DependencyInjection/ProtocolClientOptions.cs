using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>Where a client connects, and how; binds to configuration.</summary>
public sealed class ProtocolClientOptions
{
    /// <summary>The server's name or address: where to connect, and what its certificate must carry. Required.</summary>
    public string Host { get; set; } = "";

    /// <summary>The TCP port; null for the first one that the grammar names.</summary>
    public int? Port { get; set; }

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>The protocol's parameters, by their names in the grammar; a list has its values under 0, 1 and so on.</summary>
    public IDictionary<string, string[]> Parameters { get; } = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="UpgradeClientOptions.Timeout"/>
    public TimeSpan Timeout { get; set; } = UpgradeClientOptions.Default.Timeout;

    /// <inheritdoc cref="UpgradeClientOptions.MaxDialogueOctets"/>
    public int MaxDialogueOctets { get; set; } = UpgradeClientOptions.Default.MaxDialogueOctets;

    /// <inheritdoc cref="UpgradeClientOptions.ServerName"/>
    public string? ServerName { get; set; }

    /// <summary>The TLS versions; 1.2 and 1.3 unless set.</summary>
    public SslProtocols EnabledSslProtocols { get; set; } = UpgradeClientOptions.Default.EnabledSslProtocols;

    /// <inheritdoc cref="UpgradeClientOptions.RevocationMode"/>
    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.NoCheck;

    /// <summary>A PEM file with the roots that are trusted in place of the system's, or null.</summary>
    public string? RootsFile { get; set; }

    /// <summary>A PEM file with the client's own certificate, or null.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>A PEM file with its private key; the same file if null.</summary>
    public string? ClientKeyFile { get; set; }

    /// <summary>The public keys of which one must be in the verified chain, as <see cref="PublicKeyPin"/> reads them. Empty: any.</summary>
    public IList<string> PinnedPublicKeys { get; } = [];

    /// <inheritdoc cref="UpgradeClientOptions.AllowTlsResume"/>
    public bool AllowTlsResume { get; set; } = true;

    /// <summary>Changes the options that all of this becomes, such as <see cref="UpgradeClientOptions.ConnectCallback"/>; or null. Its
    /// argument has the application's log.</summary>
    public Func<UpgradeClientOptions, UpgradeClientOptions>? Configure { get; set; }
}
