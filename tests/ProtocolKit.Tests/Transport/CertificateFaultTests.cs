using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;
using static System.Security.Cryptography.X509Certificates.X509ChainStatusFlags;

namespace ProtocolKit.Tests;

/// <summary>What the platform finds wrong with a chain is said in the library's words.</summary>
public class CertificateFaultTests
{
    [Theory]
    [InlineData(NoError, CertificateErrors.None)]
    [InlineData(UntrustedRoot, CertificateErrors.UnknownAuthority)]
    [InlineData(PartialChain, CertificateErrors.UnknownAuthority)]
    [InlineData(Revoked, CertificateErrors.Revoked)]
    [InlineData(RevocationStatusUnknown, CertificateErrors.RevocationUnknown)]
    [InlineData(OfflineRevocation, CertificateErrors.RevocationUnknown)]
    [InlineData(RevocationStatusUnknown | OfflineRevocation, CertificateErrors.RevocationUnknown)]
    [InlineData(NotValidForUsage, CertificateErrors.WrongUsage)]
    [InlineData(HasWeakSignature, CertificateErrors.WeakSignature)]
    [InlineData(NotSignatureValid, CertificateErrors.OtherChainFault)]
    [InlineData(NotTimeValid, CertificateErrors.OtherChainFault)]
    [InlineData(Revoked | Cyclic, CertificateErrors.Revoked | CertificateErrors.OtherChainFault)]
    [InlineData(PartialChain | HasWeakSignature, CertificateErrors.UnknownAuthority | CertificateErrors.WeakSignature)]
    public void Each_status_is_a_fault_of_its_own(X509ChainStatusFlags status, CertificateErrors errors)
    {
        using var chain = new X509Chain();

        Assert.Equal(errors, CertificateFaults.OfStatus(TestCertificates.Valid, chain, status));
    }

    [Fact]
    public void Without_a_chain_the_certificates_own_dates_tell()
    {
        using var chain = new X509Chain();

        Assert.Equal(CertificateErrors.Expired, CertificateFaults.OfStatus(TestCertificates.Expired, chain, NotTimeValid));
        Assert.Equal(CertificateErrors.NotYetValid, CertificateFaults.OfStatus(TestCertificates.NotYetValid, chain, NotTimeValid));
    }

    [Theory]
    [InlineData(-20, -10, CertificateErrors.Expired)]
    [InlineData(10, 20, CertificateErrors.NotYetValid)]
    public void The_dates_of_an_authority_count_as_well(int from, int until, CertificateErrors errors)
    {
        using var between = TestCertificates.Issue(TestCertificates.Authority, "Between", new()
        {
            IsAuthority = true, From = DateTimeOffset.UtcNow.AddDays(from), Until = DateTimeOffset.UtcNow.AddDays(until),
        });
        using var leaf = TestCertificates.Issue(between, TestCertificates.Host, new()
        {
            From = DateTimeOffset.UtcNow.AddDays(from), Until = DateTimeOffset.UtcNow.AddDays(until),
        });
        using var chain = Build(leaf, between);

        Assert.Equal(errors, CertificateFaults.OfStatus(TestCertificates.Valid, chain, NotTimeValid));
    }

    [Theory]
    [InlineData(SslPolicyErrors.None, CertificateErrors.None)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch, CertificateErrors.None)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable, CertificateErrors.Missing)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, CertificateErrors.OtherChainFault)]
    public void A_fault_that_the_chain_does_not_tell_is_one(SslPolicyErrors policyErrors, CertificateErrors errors)
    {
        using var chain = Build(TestCertificates.Valid);

        Assert.Equal(errors, CertificateFaults.OfChain(TestCertificates.Valid, chain, policyErrors));
    }

    private static X509Chain Build(X509Certificate2 leaf, params X509Certificate2Collection between)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(TestCertificates.Roots);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.Build(leaf);
        return chain;
    }
}
