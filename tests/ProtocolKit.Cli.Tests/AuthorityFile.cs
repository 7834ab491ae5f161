using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli.Tests;

/// <summary>A PEM file of what a client trusts.</summary>
internal sealed class AuthorityFile : IDisposable
{
    public AuthorityFile(X509Certificate2? authority = null) =>
        File.WriteAllText(Path, (authority ?? TestCertificates.Authority).ExportCertificatePem());

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".pem");

    public void Dispose() => File.Delete(Path);
}
