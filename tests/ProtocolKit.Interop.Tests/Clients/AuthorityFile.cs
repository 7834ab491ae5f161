namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>The authority that clients trust, in a file for as long as a test class needs it.</summary>
public sealed class AuthorityFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AuthorityFile() => Path = _folder.Write("authority.pem", TestCertificates.Authority.ExportCertificatePem());

    /// <summary>Its path. The file is PEM (RFC 7468).</summary>
    public string Path { get; }

    public void Dispose() => _folder.Dispose();
}
