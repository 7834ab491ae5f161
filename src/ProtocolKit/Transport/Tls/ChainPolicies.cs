using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

internal static class ChainPolicies
{
    /// <summary>What a server's certificate is for (RFC 5280, section 4.2.1.12).</summary>
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What a client's certificate is for.</summary>
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private const X509VerificationFlags Harmless = X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown
        | X509VerificationFlags.IgnoreCtlSignerRevocationUnknown | X509VerificationFlags.IgnoreEndRevocationUnknown
        | X509VerificationFlags.IgnoreRootRevocationUnknown | X509VerificationFlags.IgnoreNotTimeNested;

    [return: NotNullIfNotNull(nameof(policy))]
    public static X509ChainPolicy? Check(X509ChainPolicy? policy)
    {
        if (policy is not null && (policy.VerificationFlags & ~Harmless) != 0)
            throw new ArgumentException($"A chain policy must not overlook faults: {policy.VerificationFlags & ~Harmless}.", nameof(policy));
        return policy is null or { VerificationTimeIgnored: true }
            ? policy
            : throw new ArgumentException("A chain policy must not set a time: certificates must be valid when they are verified.", nameof(policy));
    }

    /// <summary>Makes of a caller's policy one for peers. It is a copy: neither sees what becomes of the other.</summary>
    /// <param name="policy">The caller's policy, or null.</param>
    /// <param name="purpose">What the peer's certificate must be for. <see cref="System.Net.Security.SslStream"/> demands it only where the
    /// policy demands nothing else.</param>
    /// <exception cref="ArgumentException">It overlooks faults.</exception>
    [return: NotNullIfNotNull(nameof(policy))]
    public static X509ChainPolicy? ForPeer(X509ChainPolicy? policy, string purpose)
    {
        var copy = Check(policy)?.Clone();
        if (copy is { ApplicationPolicy.Count: > 0 } && copy.ApplicationPolicy.Cast<Oid>().All(oid => oid.Value != purpose))
            copy.ApplicationPolicy.Add(new Oid(purpose));
        return copy;
    }

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

    /// <summary>Whether a chain cannot be built without asking other servers, which blocks the thread.</summary>
    public static bool MayFetch(X509ChainPolicy? policy) =>
        policy is null or { RevocationMode: X509RevocationMode.Online } or { DisableCertificateDownloads: false };

    /// <summary>Limits how long other servers are waited for.</summary>
    /// <param name="policy">The policy, or null for the platform's, which has a limit of its own.</param>
    /// <param name="timeLeft">The time that is left for the connection.</param>
    /// <returns>A copy, where there is anything to limit.</returns>
    [return: NotNullIfNotNull(nameof(policy))]
    public static X509ChainPolicy? Limit(X509ChainPolicy? policy, TimeSpan timeLeft)
    {
        if (policy is null || !MayFetch(policy))
            return policy;
        var isLimited = policy.UrlRetrievalTimeout > TimeSpan.Zero && policy.UrlRetrievalTimeout < timeLeft;
        var copy = policy.Clone();
        copy.UrlRetrievalTimeout = isLimited ? policy.UrlRetrievalTimeout : timeLeft;
        return copy;
    }
}
