using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace ProtocolKit.AspNetCore;

/// <summary>A client that was not asked for a certificate. It may have one from a session that was made where it was asked, which tells
/// nothing here.</summary>
internal sealed class UnaskedClient : ITlsConnectionFeature
{
    /// <summary>Lets it in, whatever it has.</summary>
#pragma warning disable CA5359 // It is the client's certificate, and nobody looks at it.
    public static readonly RemoteCertificateValidationCallback Take = (_, _, _, _) => true;
#pragma warning restore CA5359

    public X509Certificate2? ClientCertificate { get; set; }

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
