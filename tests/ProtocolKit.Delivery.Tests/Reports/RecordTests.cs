using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests.Reports;

/// <summary>Where domains want reports to be sent to (RFC 8460, section 3).</summary>
public sealed class RecordTests
{
    private const string Domain = "example.org", None = "It has no TLSRPT record.",
        Addressless = "Its TLSRPT record has no address of the schemes mailto and https.";

    [Theory]
    [InlineData("mailto:reports@example.com", "", "v=TLSRPTv1;rua=mailto:reports@example.com")]
    [InlineData("https://reporting.example.com/v1/tlsrpt", "", "v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt")]
    [InlineData("mailto:a@example.com https://b.example/x%2Cy", "", "v=TLSRPTv1 ; rua=mailto:a@example.com , https://b.example/x%2Cy ;")]
    [InlineData(
        "mailto:a@a.example mailto:b@a.example", "", "v=TLSRPTv1; rua=mailto:a@a.example; x=y; rua=mailto:b@a.example,mailto:a@a.example")]
    [InlineData("mailto:a@example.com", "", "v=TLSRPTv1; rua=mailto:a@example.com", "v=spf1 -all", "v=TLSRPTv2; rua=mailto:b@example.com")]
    [InlineData(
        "mailto:a@example.com", "", "v=TLSRPTv1; rua=ftp://a.example,http://a.example/,nonsense,mailto:,https://,,mailto:a@example.com")]
    [InlineData("", Addressless, "v=TLSRPTv1; rua=nonsense")]
    [InlineData("", Addressless, "v=TLSRPTv1;")]
    [InlineData("", Addressless, "v=TLSRPTv1; RUA=mailto:a@example.com")]
    [InlineData("", None, "rua=mailto:a@example.com; v=TLSRPTv1")]
    [InlineData("", None)]
    [InlineData(
        "", "It has 2 TLSRPT records, of which none counts.", "v=TLSRPTv1; rua=mailto:a@a.example", "v=TLSRPTv1; rua=mailto:b@a.example")]
    public async Task A_record_says_where(string expected, string why, params string[] records)
    {
        using var dns = new NameServer();
        foreach (var record in records)
            dns.WithText("_smtp._tls." + Domain, record[..(record.Length / 2)], record[(record.Length / 2)..]);

        var found = await TlsReportRecord.FindAsync(dns.Resolver(), Domain);

        Assert.Equal((expected, why), (string.Join(' ', found.Destinations.Select(uri => uri.OriginalString)), found.Why));
    }

    [Fact]
    public async Task A_look_up_that_fails_is_told()
    {
        using var dns = new NameServer().FailingAt("_smtp._tls." + Domain, NameServer.Txt);

        await Assert.ThrowsAsync<ServiceLookupException>(() => TlsReportRecord.FindAsync(dns.Resolver(), Domain));
    }
}
