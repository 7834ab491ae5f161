using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>Decides whether a peer is who it should be, by what <see cref="SslStream"/> found, RFC 9525 and pins.</summary>
internal static class PeerVerifier
{
    /// <summary>The callback of all connections. Its sender is a <see cref="TlsStream"/>, so that none needs one of its own.</summary>
    public static readonly RemoteCertificateValidationCallback Callback = Verify;

    private static bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors policyErrors)
    {
        var stream = (TlsStream)sender;
        if (stream.IsPeerAnyone)
            return true;
        var peer = certificate as X509Certificate2;
        if (peer is null && stream.Policy.IsCertificateOptional)
        {
            stream.Peer = PeerVerdict.Absent;
            return true;
        }

        var errors = FindErrors(stream, peer, chain, ref policyErrors, out var verification);
        if (errors == CertificateErrors.None && stream.CallerCallback is { } ask && !ask(sender, certificate, chain, policyErrors))
            errors = CertificateErrors.RefusedByCaller;

        stream.Peer = errors == CertificateErrors.None && !stream.Policy.KeepChain
            ? Shared(verification)
            : new PeerVerdict(errors == CertificateErrors.None ? verification : PeerVerification.None)
            {
                Errors = errors,
                PolicyErrors = policyErrors,
                ChainStatus = chain?.ChainStatus ?? [],
                Chain = Copy(peer, chain),
            };
        return errors == CertificateErrors.None;
    }

    private static CertificateErrors FindErrors(
        TlsStream stream, X509Certificate2? peer, X509Chain? chain, ref SslPolicyErrors policyErrors, out PeerVerification verification)
    {
        verification = PeerVerification.None;
        if (peer is null || chain is null)
            return CertificateErrors.Missing;

        var policy = stream.Policy;
        if (policy.Associations.Count > 0)
            return OfAssociations(stream, peer, chain, ref policyErrors, out verification);
        if (policy.TrustPinsAlone && policy.Pins.Contains(PublicKeyPin.FromCertificate(peer)))
        {
            verification = PeerVerification.PinnedKey;
            return CertificateErrors.None;
        }

        var errors = CertificateFaults.OfChain(peer, chain, policyErrors) | CertificateStrength.OfChain(chain)
            | OfName(stream, peer, chain, ref policyErrors);
        verification = PeerVerification.Chain;
        return errors | OfPins(policy, peer, chain, ref verification);
    }

    private static CertificateErrors OfAssociations(
        TlsStream stream, X509Certificate2 peer, X509Chain chain, ref SslPolicyErrors policyErrors, out PeerVerification verification)
    {
        var policy = stream.Policy;
        var found = policyErrors;
        var errors = AssociatedPeer.FindErrors(policy.Associations, peer, chain, behind => OfName(stream, peer, behind, ref found));
        policyErrors = found;
        verification = PeerVerification.Association;
        return errors | OfPins(policy, peer, chain, ref verification);
    }

    private static CertificateErrors OfPins(PeerPolicy policy, X509Certificate2 peer, X509Chain chain, ref PeerVerification verification)
    {
        if (policy.Pins.Count == 0)
            return CertificateErrors.None;
        verification |= PeerVerification.PinnedKey;
        var errors = CertificateErrors.None;
        if (policy.TrustPinsAlone ? !policy.Pins.Contains(PublicKeyPin.FromCertificate(peer)) : !IsPinned(chain, policy.Pins))
            errors |= CertificateErrors.PinMismatch;
        return errors;
    }

    /// <summary>Looks at the names once more: <see cref="SslStream"/> accepts a common name, and RFC 9525 does not; and it knows none but
    /// hosts, of which a mismatch does not count where another of the names fits that the protocol has.</summary>
    private static CertificateErrors OfName(TlsStream stream, X509Certificate2 peer, X509Chain chain, ref SslPolicyErrors policyErrors)
    {
        if (stream.ExpectedName is not { } expected)
            return CertificateErrors.None;
        var isMismatch = (policyErrors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0;
        if (!isMismatch && IsNamed(peer, expected))
            return CertificateErrors.None;
        if (HasOtherName(stream, expected, peer, chain))
        {
            policyErrors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
            return CertificateErrors.None;
        }

        return isMismatch || CertificateFaults.AlternativeNames(peer).Count > 0 ? CertificateErrors.WrongName : CertificateErrors.CommonNameOnly;
    }

    /// <summary>Whether it has another name that counts: one of another type, or one that the caller accepts.</summary>
    private static bool HasOtherName(TlsStream stream, string expected, X509Certificate2 peer, X509Chain chain) =>
        (stream.Identity is { } identity && ServiceNames.Fit(identity, stream.IsImplicit, expected, peer, chain))
            || stream.Policy.AlternativeNames.Any(name => IsNamed(peer, name));

    private static bool IsNamed(X509Certificate2 peer, string expected)
    {
        var kind = Uri.CheckHostName(expected);
        if (kind == UriHostNameType.Dns && DnsNames.Contain(peer.RawDataMemory.Span, expected))
            return true;

        // A label that begins with an underscore, which the platform does not take for a name, and lets no wildcard stand for.
        if (kind == UriHostNameType.Unknown)
            return CertificateFaults.HostNames(peer).Contains(expected, StringComparer.OrdinalIgnoreCase);
        try
        {
            return peer.MatchesHostname(expected, allowWildcards: true, allowCommonName: false);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsPinned(X509Chain chain, IReadOnlyList<PublicKeyPin> pins)
    {
        foreach (var element in chain.ChainElements)
        {
            if (pins.Contains(PublicKeyPin.FromCertificate(element.Certificate)))
                return true;
        }

        return false;
    }

    private static PeerVerdict Shared(PeerVerification verification) => verification switch
    {
        PeerVerification.PinnedKey => PeerVerdict.ByPin,
        PeerVerification.Chain => PeerVerdict.ByChain,
        PeerVerification.Association => PeerVerdict.ByAssociation,
        PeerVerification.Chain | PeerVerification.PinnedKey => PeerVerdict.ByBoth,
        _ => new PeerVerdict(verification),
    };

    /// <summary>Copies the chain, because <see cref="SslStream"/> disposes it.</summary>
    private static X509Certificate2[] Copy(X509Certificate2? peer, X509Chain? chain)
    {
        if (chain is { ChainElements.Count: > 0 })
            return [.. chain.ChainElements.Select(element => new X509Certificate2(element.Certificate))];
        return peer is null ? [] : [new X509Certificate2(peer)];
    }
}
