using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What a server of these tests shows to clients that trust <see cref="TestCertificates.Authority"/> and ask for
/// <see cref="TestCertificates.Host"/>.</summary>
public enum PresentedCertificate
{
    /// <summary>What they have to accept.</summary>
    Trusted,

    /// <summary>The right name, signed by an authority that they do not know.</summary>
    OfAnotherAuthority,

    /// <summary>Signed by the authority that they trust, for another name.</summary>
    OfAnotherName,
}

internal static class PresentedCertificates
{
    public static X509Certificate2 Get(this PresentedCertificate certificate) => certificate switch
    {
        PresentedCertificate.OfAnotherAuthority => TestCertificates.UnknownAuthority,
        PresentedCertificate.OfAnotherName => ForAnotherName,
        _ => TestCertificates.Valid,
    };

    // Not for 127.0.0.1 either: a client may take the address that it connects to for the name.
    private static X509Certificate2 ForAnotherName { get; } =
        TestCertificates.Issue(TestCertificates.Authority, "other.example", new() { Names = ["other.example"], Addresses = [] });
}
