namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>The authority that clients trust, in a file for as long as a test class needs it.</summary>
public sealed class AuthorityFile : IDisposable
{
    public AuthorityFile() => File.WriteAllText(Path, TestCertificates.Authority.ExportCertificatePem());

    /// <summary>Its path. The file is PEM.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"authority-{Guid.NewGuid():N}.pem");

    public void Dispose() => File.Delete(Path);
}
