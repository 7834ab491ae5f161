using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ProtocolKit.AspNetCore;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>The certificate of a server that is run: the user's, or a throwaway one.</summary>
internal sealed class ServedCertificate : IDisposable
{
    private readonly ThrowawayAuthority? _authority;
    private readonly string? _authorityPath;

    private ServedCertificate(CertificateFiles files) => Tls = TlsCallbacks.With(() => files.Current);

    private ServedCertificate(ThrowawayAuthority authority)
    {
        _authority = authority;
        _authorityPath = Path.Combine(Path.GetTempPath(), $"protocolkit-{Path.GetRandomFileName()}.pem");
        File.WriteAllText(_authorityPath, authority.Roots.ExportCertificatePems());
        Tls = TlsCallbacks.With(authority.Certificate);
    }

    /// <summary>What Kestrel's handshake is to do.</summary>
    public TlsHandshakeCallbackOptions Tls { get; }

    public static ServedCertificate Create(FileInfo? certificate, FileInfo? key, ToolConsole console)
    {
        if (certificate is null)
            return key is null ? new ServedCertificate(new ThrowawayAuthority())
                : throw new UsageException("--key needs --cert, the certificate whose key it is.");
        try
        {
            return new ServedCertificate(new CertificateFiles(certificate.FullName, key?.FullName)
            {
                OnReloaded = one =>
                    console.Error.WriteLine($"From now on the certificate is {PeerText.Escape(one.Subject)}, {one.Thumbprint}."),
                OnReloadFailed = failure =>
                    console.Error.WriteLine(
                    $"--cert: the files have changed and cannot be used, so the certificate stays as it was: {failure.Message}"),
            });
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UsageException($"--cert: {certificate} cannot be used: {failure.Message} It takes a PEM file with a certificate, and --key one with its key, not encrypted.");
        }
    }

    /// <summary>Says how a client can trust it.</summary>
    /// <param name="target">The server, as <c>probe</c> has it.</param>
    public string Explain(string target) => _authorityPath is null
        ? $"The certificate is the one of --cert. To look at it: protocolkit probe {target}"
        : $"The certificate is a throwaway one for localhost and 127.0.0.1; its authority is in {_authorityPath} as long as this runs. To trust it: protocolkit probe {target} --ca {_authorityPath}";

    public void Dispose()
    {
        _authority?.Dispose();
        if (_authorityPath is not null)
            File.Delete(_authorityPath);
    }
}
