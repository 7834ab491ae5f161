using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit;

/// <summary>Says what is wrong with a certificate. Names in it are the peer's, so they are escaped.</summary>
internal static class CertificateText
{
    private const int MaxNames = 10;

    public static string Of(string host, string? expectedName, PeerVerdict verdict)
    {
        if (verdict.Chain.Count == 0 || (verdict.Errors & CertificateErrors.Missing) != 0)
            return $"{host} has no certificate.";
        var reasons = Reasons(expectedName, verdict);
        return $"The certificate of {host} is not acceptable: {string.Join("; ", reasons)}.";
    }

    private static IEnumerable<string> Reasons(string? expectedName, PeerVerdict verdict)
    {
        var peer = verdict.Chain[0];
        foreach (var error in Enum.GetValues<CertificateErrors>())
        {
            if (error == CertificateErrors.None || (verdict.Errors & error) == 0)
                continue;
            yield return error switch
            {
                CertificateErrors.SelfSigned => $"it is self-signed ({Show(peer.Subject)}) and not among the trusted roots",
                CertificateErrors.UnknownAuthority =>
                    $"no trusted root stands behind {Show(verdict.Chain[^1].Issuer)}, or an intermediate certificate was not sent",
                CertificateErrors.Expired => OfExpired(verdict.Chain),
                CertificateErrors.NotYetValid => OfNotYetValid(verdict.Chain),
                CertificateErrors.WrongName => $"it is for {Names(peer)}, not for {expectedName}",
                CertificateErrors.CommonNameOnly =>
                    $"it names {expectedName} in its common name only, and has no subject alternative name (RFC 9525)",
                CertificateErrors.Revoked => "it, or one that it depends on, was revoked",
                CertificateErrors.RevocationUnknown => "whether it was revoked could not be found out",
                CertificateErrors.WrongUsage => "it was not issued for this use",
                CertificateErrors.PinMismatch => $"none of the pinned keys is in it (its own is {PublicKeyPin.FromCertificate(peer)})",
                CertificateErrors.AssociationMismatch =>
                    $"it is none of those that TLSA records tell of, nor depends on one (its own would be {CertificateAssociation.FromCertificate(peer)})",
                CertificateErrors.RefusedByCaller => "the caller's own callback refused it",
                CertificateErrors.WeakSignature => "it, or one that it depends on, is signed with a weak digest, such as MD5 or SHA-1 (RFC 9325)",
                CertificateErrors.WeakKey => "its key, or that of one that it depends on, is too short (RFC 9325)",
                _ => $"its chain is faulty ({string.Join(", ", verdict.ChainStatus.Select(entry => entry.Status))})",
            };
        }
    }

    private static string OfExpired(IReadOnlyList<X509Certificate2> chain)
    {
        var index = IndexOf(chain, certificate => certificate.NotAfter < DateTime.Now);
        return $"{Which(chain, index)} expired on {Date(chain[index].NotAfter)}";
    }

    private static string OfNotYetValid(IReadOnlyList<X509Certificate2> chain)
    {
        var index = IndexOf(chain, certificate => certificate.NotBefore > DateTime.Now);
        return $"{Which(chain, index)} is not valid before {Date(chain[index].NotBefore)}";
    }

    private static int IndexOf(IReadOnlyList<X509Certificate2> chain, Func<X509Certificate2, bool> isFaulty)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            if (isFaulty(chain[i]))
                return i;
        }

        return 0;
    }

    private static string Which(IReadOnlyList<X509Certificate2> chain, int index) =>
        index == 0 ? "it" : $"{Show(chain[index].Subject)}, on which it depends,";

    private static string Date(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        var names = CertificateFaults.AlternativeNames(certificate);
        if (names.Count == 0)
            return $"no host (its subject is {Show(certificate.Subject)})";
        var shown = string.Join(", ", names.Take(MaxNames).Select(Escape));
        return names.Count > MaxNames ? $"{shown} and {names.Count - MaxNames} more" : shown;
    }

    private static string Show(string name) => $"\"{Escape(name)}\"";

    private static string Escape(string text) => EscapedText.Escape(Encoding.UTF8.GetBytes(text));
}
