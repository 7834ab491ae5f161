using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>Verifies a peer by what DNSSEC says of its certificate (RFC 7671), in place of the trusted roots.</summary>
internal static class AssociatedPeer
{
    /// <summary>Finds what is wrong with a peer.</summary>
    /// <param name="associations">What DNSSEC says; never empty.</param>
    /// <param name="peer">The peer's certificate.</param>
    /// <param name="chain">The chain that was built for it, and what else the peer has sent.</param>
    /// <param name="findNameErrors">Finds what is wrong with its names, where they matter.</param>
    public static CertificateErrors FindErrors(
        IReadOnlyList<CertificateAssociation> associations, X509Certificate2 peer, X509Chain chain, Func<X509Chain,
            CertificateErrors> findNameErrors)
    {
        associations = WithStrongestDigests(associations);
        if (associations.Any(association => association.Usage == CertificateAssociationUsage.EndEntity && association.Matches(peer)))
            return CertificateErrors.None;

        var errors = CertificateErrors.AssociationMismatch;
        foreach (var anchor in Anchors(associations, peer, chain))
        {
            errors = BehindAnchor(anchor, peer, chain, findNameErrors);
            if (errors == CertificateErrors.None)
                break;
        }

        return errors;
    }

    /// <summary>Leaves out a digest of a certificate or key where there is a stronger one of the same usage and selector, so that who
    /// breaks the weaker one gains nothing (RFC 7671, section 9).</summary>
    private static IReadOnlyList<CertificateAssociation> WithStrongestDigests(IReadOnlyList<CertificateAssociation> associations) =>
        [.. associations.Where(weaker => weaker.Matching != CertificateAssociationMatching.Sha256 || !associations.Any(stronger =>
            stronger.Matching == CertificateAssociationMatching.Sha512
                && (stronger.Usage, stronger.Selector) == (weaker.Usage, weaker.Selector)))];

    /// <summary>The authorities that are meant: those that the peer sent, and those that stand in a record as a whole, which it need not
    /// send (RFC 7671, section 5.2.2).</summary>
    private static IEnumerable<X509Certificate2> Anchors(
        IReadOnlyList<CertificateAssociation> associations, X509Certificate2 peer, X509Chain chain)
    {
        var sent = chain.ChainElements.Select(element => element.Certificate).Concat(chain.ChainPolicy.ExtraStore)
            .Where(certificate => !certificate.Equals(peer)).DistinctBy(certificate => certificate.Thumbprint).ToArray();
        foreach (var association in associations.Where(association => association.Usage == CertificateAssociationUsage.TrustAnchor))
        {
            foreach (var certificate in sent.Where(association.Matches))
                yield return certificate;
            if (association is { Selector: CertificateAssociationSelector.Certificate, Matching: CertificateAssociationMatching.Exact })
                yield return X509CertificateLoader.LoadCertificate(association.Data.Span);
        }
    }

    private static CertificateErrors BehindAnchor(
        X509Certificate2 anchor, X509Certificate2 peer, X509Chain sent, Func<X509Chain, CertificateErrors> findNameErrors)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(ChainPolicies.ServerAuthentication));
        policy.CustomTrustStore.Add(anchor);
        policy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        policy.ExtraStore.Add(anchor);
        chain.Build(peer);

        // An authority need be no root, so what stands behind it, or does not, is no fault. What leads to it must have none.
        var count = chain.ChainElements.Select(element => element.Certificate).TakeWhile(
            certificate => !certificate.Equals(anchor)).Count() + 1;
        if (count == 1 || count > chain.ChainElements.Count)
            return CertificateErrors.UnknownAuthority;
        var status = X509ChainStatusFlags.NoError;
        foreach (var entry in chain.ChainElements.Take(count).SelectMany(element => element.ChainElementStatus))
            status |= entry.Status;
        return CertificateFaults.OfStatus(peer, chain, status & ~CertificateFaults.Untrusted)
            | CertificateStrength.OfChain(chain, count, isLastTrusted: true) | findNameErrors(chain);
    }
}
