using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

internal static class ChainPolicies
{
    private const X509VerificationFlags Harmless = X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown
        | X509VerificationFlags.IgnoreCtlSignerRevocationUnknown | X509VerificationFlags.IgnoreEndRevocationUnknown
        | X509VerificationFlags.IgnoreRootRevocationUnknown | X509VerificationFlags.IgnoreNotTimeNested;

    [return: NotNullIfNotNull(nameof(policy))]
    public static X509ChainPolicy? Check(X509ChainPolicy? policy) =>
        policy is null || (policy.VerificationFlags & ~Harmless) == 0
            ? policy
            : throw new ArgumentException($"A chain policy must not overlook faults: {policy.VerificationFlags & ~Harmless}.", nameof(policy));

    /// <summary>Makes a policy to be shared by many connections: <see cref="System.Net.Security.SslStream"/> works on a copy.</summary>
    public static X509ChainPolicy Create(X509Certificate2Collection? customRoots, X509RevocationMode revocationMode)
    {
        // An intermediate certificate that the peer did not send could be fetched, but not within the deadline.
        var policy = new X509ChainPolicy { RevocationMode = revocationMode, DisableCertificateDownloads = true };
        if (customRoots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(customRoots);
        }

        return policy;
    }
}
