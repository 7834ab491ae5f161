using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>Puts what a chain says about itself into fewer words.</summary>
internal static class CertificateFaults
{
    public const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    public static CertificateErrors OfChain(X509Certificate2 peer, X509Chain chain, SslPolicyErrors policyErrors)
    {
        if ((policyErrors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            return CertificateErrors.Missing;
        if ((policyErrors & SslPolicyErrors.RemoteCertificateChainErrors) == 0)
            return CertificateErrors.None;

        var status = X509ChainStatusFlags.NoError;
        foreach (var entry in chain.ChainStatus)
            status |= entry.Status;
        var errors = OfStatus(peer, chain, status);
        return errors == CertificateErrors.None ? CertificateErrors.OtherChainFault : errors;
    }

    public static CertificateErrors OfStatus(X509Certificate2 peer, X509Chain chain, X509ChainStatusFlags status)
    {
        var errors = CertificateErrors.None;
        if ((status & Untrusted) != 0)
            errors |= IsSelfSigned(peer) ? CertificateErrors.SelfSigned : CertificateErrors.UnknownAuthority;
        if ((status & X509ChainStatusFlags.NotTimeValid) != 0)
            errors |= OfDates(peer, chain);
        if ((status & X509ChainStatusFlags.Revoked) != 0)
            errors |= CertificateErrors.Revoked;
        if ((status & Unknown) != 0)
            errors |= CertificateErrors.RevocationUnknown;
        if ((status & X509ChainStatusFlags.NotValidForUsage) != 0)
            errors |= CertificateErrors.WrongUsage;
        if ((status & X509ChainStatusFlags.HasWeakSignature) != 0)
            errors |= CertificateErrors.WeakSignature;
        return (status & ~(Untrusted | Unknown | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.Revoked
                | X509ChainStatusFlags.NotValidForUsage | X509ChainStatusFlags.HasWeakSignature)) != 0
            ? errors | CertificateErrors.OtherChainFault
            : errors;
    }

    /// <summary>Finds the names for which a certificate was issued (RFC 5280, section 4.2.1.6), without its common name: hosts, addresses,
    /// and what else has a text.</summary>
    public static IReadOnlyList<string> AlternativeNames(X509Certificate2 certificate) =>
        [.. HostNames(certificate), .. OtherNames.Of(certificate).Select(name => name.Show())];

    /// <summary>Finds the hosts and addresses for which a certificate was issued.</summary>
    public static IReadOnlyList<string> HostNames(X509Certificate2 certificate)
    {
        try
        {
            return
            [
                .. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                    .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))),
            ];
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }

    private static bool IsSelfSigned(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static CertificateErrors OfDates(X509Certificate2 peer, X509Chain chain)
    {
        var now = DateTime.Now;
        var errors = CertificateErrors.None;
        foreach (var certificate in chain.ChainElements.Select(element => element.Certificate).DefaultIfEmpty(peer))
        {
            if (certificate.NotAfter < now)
                errors |= CertificateErrors.Expired;
            if (certificate.NotBefore > now)
                errors |= CertificateErrors.NotYetValid;
        }

        return errors == CertificateErrors.None ? CertificateErrors.OtherChainFault : errors;
    }
}
