using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.AspNetCore;

/// <summary>A certificate in PEM files that may be replaced while the server runs.</summary>
/// <remarks>The files are looked at when a certificate is asked for, and read again when their times or sizes have changed. It may be
/// used by many at a time.</remarks>
public sealed class CertificateFiles
{
    private readonly Lock _lock = new();
    private readonly string _certificatePath;
    private readonly string _keyPath;
    private SslStreamCertificateContext _current;
    private (Stamp Certificate, Stamp Key) _seen;

    /// <summary>Reads a certificate.</summary>
    /// <param name="certificatePath">A PEM file with the server's certificate first, and those of the authorities between it and the root
    /// behind it.</param>
    /// <param name="keyPath">A PEM file with its private key, not encrypted; the same file if null.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">There is no certificate or no key in the files.</exception>
    /// <exception cref="ArgumentException">The key is not that of the certificate.</exception>
    public CertificateFiles(string certificatePath, string? keyPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificatePath);
        _certificatePath = certificatePath;
        _keyPath = keyPath ?? certificatePath;
        _seen = Look();
        _current = Read();
    }

    /// <summary>Called when files that have changed cannot be used, with the reason; the certificate before them stays in use. Null unless
    /// set.</summary>
    public Action<Exception>? OnReloadFailed { get; init; }

    /// <summary>Called when a new certificate has been read. Null unless set.</summary>
    public Action<X509Certificate2>? OnReloaded { get; init; }

    /// <summary>The certificate that is in the files now, with its chain; the last one that could be read if they cannot be.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                var now = Look();
                if (now != _seen)
                    Reload(now);
                return _current;
            }
        }
    }

    private void Reload((Stamp Certificate, Stamp Key) now)
    {
        // Whatever comes of it: what has been tried is tried again only after another change, such as that of the second of two files.
        _seen = now;
        try
        {
            _current = Read();
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            OnReloadFailed?.Invoke(exception);
            return;
        }

        OnReloaded?.Invoke(_current.TargetCertificate);
    }

    private SslStreamCertificateContext Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificatePath);
        var certificate = ReadOwn(chain);
        if (OperatingSystem.IsWindows())
        {
            // Windows does TLS with stored keys only.
            using var ephemeral = certificate;
            certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), password: null);
        }

        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private X509Certificate2 ReadOwn(X509Certificate2Collection chain)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(_certificatePath, _keyPath);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException && FindOwn(chain) is { } own)
        {
            throw new ArgumentException(
                $"The server's own certificate must come first in {_certificatePath}, and those of its authorities behind it: {own.Subject}, "
                + $"which the key belongs to, stands behind {chain[0].Subject}.", exception);
        }
    }

    /// <summary>Finds the certificate that the key belongs to, if it is not the first.</summary>
    private X509Certificate2? FindOwn(X509Certificate2Collection chain)
    {
        var key = File.ReadAllText(_keyPath);
        return chain.Skip(1).FirstOrDefault(certificate =>
        {
            try
            {
                using var own = X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
                return true;
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                return false;
            }
        });
    }

    private (Stamp Certificate, Stamp Key) Look() => (Stamp.Of(_certificatePath), Stamp.Of(_keyPath));

    /// <summary>What tells that a file is another.</summary>
    private readonly record struct Stamp(DateTime Written, long Length)
    {
        public static Stamp Of(string path)
        {
            // Secrets are often replaced by turning a link.
            var file = new FileInfo(path);
            if (file.Exists && file.LinkTarget is not null)
                file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
            return file.Exists ? new Stamp(file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
