using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit.Cli.Tests;

public sealed class TlsReportTests
{
    [Theory]
    [InlineData(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_128_GCM_SHA256, true)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, true)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, false)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256, false)]
    public void Only_ephemeral_keys_give_forward_secrecy(SslProtocols version, TlsCipherSuite suite, bool expected) =>
        Assert.Equal(expected, TlsReport.HasForwardSecrecy(version, suite));
}
