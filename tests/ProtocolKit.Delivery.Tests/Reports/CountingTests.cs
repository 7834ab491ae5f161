using System.Globalization;
using System.Net.Mail;
using ProtocolKit.Delivery.Tests.Peers;

namespace ProtocolKit.Delivery.Tests.Reports;

/// <summary>What a delivery tells the domain's report, row by row (RFC 8460, section 4.3).</summary>
public sealed class CountingTests
{
    private const string Tlsa = "tlsa mx.example.org", Sts = "sts example.org", None = "no-policy-found example.org";

    [Theory]

    // No policy: TLS is all that there is to report.
    [InlineData("secure", "none", "none", "valid", LeastProtection.AnyTls, None + ": 1")]
    [InlineData("secure", "none", "none", "self-signed", LeastProtection.AnyTls, None + ": 1")]
    [InlineData("secure", "none", "mode none", "self-signed", LeastProtection.AnyTls, None + ": 1")]
    [InlineData("secure", "none", "none", "self-signed", LeastProtection.VerifiedTls, None + ": certificate-not-trusted (SelfSigned)")]
    [InlineData("secure", "none", "none", "clear", LeastProtection.InTheClear, None + ": starttls-not-supported (not-offered)")]
    [InlineData("secure", "none", "none", "clear", LeastProtection.AnyTls, None + ": starttls-not-supported (not-offered)")]
    [InlineData("secure", "none", "none", "down", LeastProtection.AnyTls, "")]

    // DANE.
    [InlineData("secure", "3 1 1", "none", "self-signed", LeastProtection.AnyTls, Tlsa + ": 1")]
    [InlineData("secure", "3 1 1", "enforce others", "self-signed", LeastProtection.AnyTls, Tlsa + ": 1")]
    [InlineData("secure", "3 1 1 of another", "none", "valid", LeastProtection.AnyTls, Tlsa + ": tlsa-invalid (AssociationMismatch)")]
    [InlineData("secure", "3 1 1", "none", "clear", LeastProtection.AnyTls, Tlsa + ": starttls-not-supported (not-offered)")]
    [InlineData("secure", "2 0 0", "none", "expired", LeastProtection.AnyTls, Tlsa + ": certificate-expired (Expired)")]
    [InlineData("secure", "2 0 0", "none", "for the domain", LeastProtection.AnyTls, Tlsa + ": 1")]
    [InlineData("secure", "2 0 0", "none", "for another", LeastProtection.AnyTls, Tlsa + ": certificate-host-mismatch (WrongName)")]
    [InlineData("secure", "1 1 1", "none", "self-signed", LeastProtection.AnyTls, Tlsa + ": tlsa-invalid (no-usable-record)")]
    [InlineData("secure", "bogus", "none", "valid", LeastProtection.AnyTls, Tlsa + ": dnssec-invalid")]
    [InlineData("secure", "none", "none", "valid", LeastProtection.Dane, Tlsa + ": dane-required")]
    [InlineData("insecure", "3 1 1", "none", "self-signed", LeastProtection.Dane, Tlsa + ": dane-required")]
    [InlineData("secure", "3 1 1", "none", "self-signed", LeastProtection.Dane, Tlsa + ": 1")]

    // MTA-STS, enforced or tested.
    [InlineData("insecure", "none", "enforce", "valid", LeastProtection.AnyTls, Sts + ": 1")]
    [InlineData("insecure", "none", "enforce", "self-signed", LeastProtection.AnyTls, Sts + ": certificate-not-trusted (SelfSigned)")]
    [InlineData("insecure", "none", "enforce", "expired", LeastProtection.AnyTls, Sts + ": certificate-expired (Expired)")]
    [InlineData("insecure", "none", "enforce", "for the domain", LeastProtection.AnyTls, Sts + ": certificate-host-mismatch (WrongName)")]
    [InlineData("insecure", "none", "enforce", "clear", LeastProtection.AnyTls, Sts + ": starttls-not-supported (not-offered)")]
    [InlineData("insecure", "none", "enforce others", "valid", LeastProtection.AnyTls, Sts + ": validation-failure (mx-not-in-policy)")]
    [InlineData("insecure", "1 1 1", "enforce", "valid", LeastProtection.AnyTls, Sts + ": 1")]
    [InlineData("insecure", "none", "testing", "valid", LeastProtection.AnyTls, Sts + ": 1")]
    [InlineData("insecure", "none", "testing", "self-signed", LeastProtection.AnyTls, Sts + ": certificate-not-trusted (SelfSigned)")]
    [InlineData("insecure", "none", "testing", "for the domain", LeastProtection.AnyTls, Sts + ": certificate-host-mismatch (WrongName)")]
    [InlineData("insecure", "none", "testing others", "valid", LeastProtection.AnyTls, Sts + ": validation-failure (mx-not-in-policy)")]
    [InlineData("insecure", "none", "testing", "clear", LeastProtection.InTheClear, Sts + ": starttls-not-supported (not-offered)")]
    [InlineData("insecure", "none", "no policy", "valid", LeastProtection.AnyTls, Sts + ": sts-policy-fetch-error")]
    [InlineData("insecure", "none", "nonsense", "valid", LeastProtection.AnyTls, Sts + ": sts-policy-invalid")]
    [InlineData("insecure", "none", "of nobody", "valid", LeastProtection.AnyTls, Sts + ": sts-webpki-invalid")]
    public async Task A_session_is_counted_once(
        string mx, string tlsa, string policy, string server, LeastProtection least, string expected)
    {
        using var world = Scenario.Create(mx, "secure", tlsa, policy, server);
        world.Reports = new MemoryTlsReportStore();

        await using var result = await world.DeliverAsync(Scenario.Domain, least);

        Assert.Equal(expected, await ShowAsync(world.Reports));
        Assert.All(result.Attempts, attempt => Assert.Null(attempt.CountingFailure));
    }

    [Theory]
    [InlineData(MessageTls.RequireTls, "insecure", "")]
    [InlineData(MessageTls.RequireTls, "secure", None + ": 1")]
    [InlineData(MessageTls.TlsNotRequired, "secure", "")]
    public async Task What_a_message_says_of_TLS_is_no_failure_of_the_domain(MessageTls message, string mx, string expected)
    {
        using var world = Scenario.Create(mx, "secure", "none", "none", "valid");
        world.Reports = new MemoryTlsReportStore();

        await using var result = await world.DeliverAsync(Scenario.Domain, message: message);

        Assert.Equal(expected, await ShowAsync(world.Reports));
    }

    [Fact]
    public async Task Each_exchanger_that_is_tried_is_a_session_of_its_own()
    {
        using var world = Scenario.Create("secure", "secure", "3 1 1", "none", "clear");
        world.With(Scenario.Domain, "b.example.org", new Exchanger(MailWorld.Trusted("b.example.org")), preference: 20);
        world.Reports = new MemoryTlsReportStore();

        foreach (var domain in new[] { Scenario.Domain, "Example.ORG", "example.org." })
            await (await world.DeliverAsync(domain)).DisposeAsync();

        Assert.Equal(
            None + ": 3; " + Tlsa + ": starttls-not-supported (not-offered) 3",
            await ShowAsync(world.Reports));
    }

    [Fact]
    public async Task A_failure_tells_the_addresses_and_the_name_of_the_server()
    {
        using var server = new OwnPeer();
        using var dns = new NameServer().WithMailExchanger(Scenario.Domain, 10, Scenario.Host).WithAddress(Scenario.Host, "127.0.0.1");
        var reporter = Reporter(new MemoryTlsReportStore());

        await using var result = await MailDelivery.ConnectAsync(Scenario.Domain, new MailDeliveryOptions
        {
            Resolver = dns.Resolver(),
            MtaSts = null,
            Port = server.Add(certificate: null, TestCertificates.Authority),
            Reports = reporter.Store,
        });

        var report = await reporter.CreateAsync(Scenario.Domain, DateOnly.FromDateTime(DateTime.UtcNow));
        var failure = Assert.Single(Assert.Single(report!.Policies).FailureDetails);
        Assert.Equal(
            ("127.0.0.1", "127.0.0.1", "mail.example.org", Scenario.Host),
            (failure.SendingMtaIp, failure.ReceivingIp, failure.ReceivingMxHelo, failure.ReceivingMxHostname));
    }

    [Fact]
    public async Task A_store_that_fails_keeps_no_mail_from_its_way_and_that_is_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var world = Scenario.Create("secure", "secure", "none", "none", "valid");
            world.Reports = new SqliteTlsReportStore(path);
            await File.WriteAllTextAsync(path, new string('x', 4096));

            await using var result = await world.DeliverAsync(Scenario.Domain);

            Assert.IsType<DeliveryResult.Secured>(result);
            Assert.StartsWith(
                "The store of TLS sessions cannot be written", Assert.Single(result.Attempts).CountingFailure, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TlsReporter Reporter(ITlsReportStore store) => new()
    {
        Store = store,
        OrganizationName = "Example",
        Contact = new MailAddress("tlsrpt@example.net"),
        Submitter = "mail.example.net",
    };

    private static async Task<string> ShowAsync(ITlsReportStore store)
    {
        var report = await Reporter(store).CreateAsync(Scenario.Domain, DateOnly.FromDateTime(DateTime.UtcNow));
        return report is null ? "" : string.Join("; ", report.Policies.Select(Show));
    }

    private static string Show(TlsReportItem item)
    {
        var (good, bad) = (item.Summary.TotalSuccessfulSessionCount, item.Summary.TotalFailureSessionCount);
        Assert.True(good == 0 || bad == 0);
        Assert.Equal(bad > 0, item.FailureDetails.Count > 0);
        var results = item.FailureDetails.Select(failure =>
            Kebab(failure.ResultType.ToString()) + (failure.FailureReasonCode is { } code
                ? $" ({code})" : "") + (bad > 1 ? $" {bad}" : ""));
        return $"{Kebab(item.Policy.PolicyType.ToString())} {item.Policy.PolicyDomain}: "
            + (bad == 0 ? good.ToString(CultureInfo.InvariantCulture) : string.Join(", ", results));
    }

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
