using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Certificates that are replaced while the server runs.</summary>
public sealed class CertificateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("protocolkit").FullName;
    private DateTime _time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private string CertificatePath => Path.Combine(_folder, "certificate.pem");

    private string KeyPath => Path.Combine(_folder, "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_certificate_is_used_by_the_next_handshake_and_a_broken_one_by_none()
    {
        var reloaded = new List<string>();
        var failures = new List<Exception>();
        var (first, second) = (TestCertificates.Valid, Issue());
        Write(first);
        var files = new CertificateFiles(CertificatePath, KeyPath) { OnReloaded = one =>
            reloaded.Add(one.Thumbprint), OnReloadFailed = failures.Add };
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Smtp>(files).Run(EchoHandler.EchoAsync));
        await using var before = await SmtpTexts.UpgradeAsync(host);
        Assert.Equal(first.Thumbprint, await UsedAsync(host));
        Assert.Empty(reloaded);

        // One file after the other, with a handshake in between.
        Write(CertificatePath, second.ExportCertificatePem());
        Assert.Equal(first.Thumbprint, await UsedAsync(host));
        Assert.Single(failures);
        Write(KeyPath, second.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Assert.Equal(second.Thumbprint, await UsedAsync(host));
        Assert.Equal([second.Thumbprint], reloaded);

        Write(CertificatePath, "no certificate");
        Assert.Equal(second.Thumbprint, await UsedAsync(host));
        Assert.Equal(second.Thumbprint, await UsedAsync(host));
        Assert.Equal(2, failures.Count);
        File.Delete(KeyPath);
        Assert.Equal(second.Thumbprint, await UsedAsync(host));

        Write(first);
        Assert.Equal(first.Thumbprint, await UsedAsync(host));
        await before.AskAsync("before\r\n", "before\r\n");
    }

    [Fact]
    public void A_file_with_the_intermediate_first_is_told_what_must_come_first()
    {
        Write(CertificatePath,
            TestCertificates.Intermediate.ExportCertificatePem() + "\n" + TestCertificates.BehindIntermediate.ExportCertificatePem());
        Write(KeyPath, TestCertificates.BehindIntermediate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        var failure = Assert.Throws<ArgumentException>(() => new CertificateFiles(CertificatePath, KeyPath));

        Assert.Contains("server's own certificate must come first", failure.Message, StringComparison.Ordinal);
        Assert.Contains(TestCertificates.BehindIntermediate.Subject, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_is_turned_to_another_file_is_followed()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (first, second) = (TestCertificates.Valid, Issue());
        WriteVersion("1", first);
        WriteVersion("2", second);
        var link = Path.Combine(_folder, "data");
        Directory.CreateSymbolicLink(link, "1");
        File.CreateSymbolicLink(Path.Combine(_folder, "both.pem"), Path.Combine("data", "both.pem"));
        var files = new CertificateFiles(Path.Combine(_folder, "both.pem"));
        Assert.Equal(first.Thumbprint, files.Current.TargetCertificate.Thumbprint);

        File.Delete(link);
        Directory.CreateSymbolicLink(link, "2");

        Assert.Equal(second.Thumbprint, files.Current.TargetCertificate.Thumbprint);
    }

    [Fact]
    public async Task The_authorities_behind_the_certificate_are_sent_with_it()
    {
        var leaf = TestCertificates.BehindIntermediate;
        Write(CertificatePath, leaf.ExportCertificatePem() + "\n" + TestCertificates.Intermediate.ExportCertificatePem());
        Write(KeyPath, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var files = new CertificateFiles(CertificatePath, KeyPath);
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Smtp>(files).Run(EchoHandler.EchoAsync));

        Assert.Equal(leaf.Thumbprint, await UsedAsync(host));
    }

    [Fact]
    public void Files_that_are_no_certificate_are_an_error_at_the_start()
    {
        Write(CertificatePath, "no certificate");
        Write(KeyPath, "no key");

        Assert.ThrowsAny<CryptographicException>(() => new CertificateFiles(CertificatePath, KeyPath));
        Assert.ThrowsAny<IOException>(() => new CertificateFiles(CertificatePath + ".missing"));
    }

    private static X509Certificate2 Issue() =>
        TestCertificates.Issue(TestCertificates.Authority, TestCertificates.Host, new TestCertificates.Particulars());

    private static async Task<string> UsedAsync(TestHost host)
    {
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
        return (await client.StartTlsAsync()).Thumbprint;
    }

    private void Write(X509Certificate2 certificate)
    {
        Write(CertificatePath, certificate.ExportCertificatePem());
        Write(KeyPath, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private void WriteVersion(string folder, X509Certificate2 certificate)
    {
        Directory.CreateDirectory(Path.Combine(_folder, folder));
        Write(
            Path.Combine(_folder, folder, "both.pem"),
            certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, _time = _time.AddSeconds(1));
    }
}
