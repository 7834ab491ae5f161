using System.IO.Compression;
using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using MimeKit;
using NJsonSchema;

namespace ProtocolKit.Delivery.Tests.Reports;

/// <summary>Reports as files, as mail and as requests (RFC 8460, sections 4.4 and 5).</summary>
public sealed class ReportTests
{
    private static readonly DateOnly s_day = new(2026, 11, 26);

    private static readonly TlsReporter s_reporter = new()
    {
        Store = new MemoryTlsReportStore(),
        OrganizationName = "Bücher & Söhne <mail>",
        Contact = new MailAddress("tlsrpt@example.net"),
        Submitter = "mail.example.net",
    };

    [Fact]
    public async Task The_example_of_the_RFC_is_read_and_written()
    {
        var example = await File.ReadAllBytesAsync(At("rfc8460-appendix-b.json"));

        var written = TlsReport.Parse(example).ToJson();

        // There, one pattern stands in place of the list that section 4.4 demands.
        var expected = JsonNode.Parse(example)!;
        var policy = expected["policies"]![0]!["policy"]!;
        policy["mx-host"] = new JsonArray(policy["mx-host"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(written)), Encoding.UTF8.GetString(written));
        Assert.Equal(written, TlsReport.Parse(written).ToJson());
        await AssertValidAsync(written);
    }

    [Theory]
    [InlineData("{}", "organization-name")]
    [InlineData("null", "null")]
    [InlineData("[", "")]
    [InlineData("\"sts\"", "")]
    public void What_is_no_report_is_told(string json, string word) => Assert.Contains(
        word, Assert.Throws<FormatException>(() => TlsReport.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"sts\"", "\"other\"")]
    [InlineData("\"certificate-expired\"", "3")]
    [InlineData("5326", "\"many\"")]
    [InlineData("\"*.mail.company-y.example\"\n", "[[]]\n")]
    [InlineData("2016-04-01T00:00:00Z", "yesterday")]
    public async Task A_field_that_is_wrong_is_told(string field, string wrong)
    {
        var example = await File.ReadAllTextAsync(At("rfc8460-appendix-b.json"));
        Assert.Contains(field, example, StringComparison.Ordinal);

        var exception = Assert.Throws<FormatException>(
            () => TlsReport.Parse(Encoding.UTF8.GetBytes(example.Replace(field, wrong, StringComparison.Ordinal))));

        Assert.Contains("Path: $.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid", "testing others")]
    [InlineData("expired", "enforce")]
    [InlineData("clear", "none")]
    public async Task Reports_of_what_was_counted_are_as_the_schema_says(string server, string policy)
    {
        using var world = Scenario.Create("insecure", "secure", "none", policy, server);
        world.Reports = new MemoryTlsReportStore();
        await (await world.DeliverAsync(Scenario.Domain)).DisposeAsync();
        var reporter = new TlsReporter
        {
            Store = world.Reports,
            OrganizationName = s_reporter.OrganizationName,
            Contact = s_reporter.Contact,
            Submitter = s_reporter.Submitter,
        };

        var report = await reporter.CreateAsync("Example.ORG", DateOnly.FromDateTime(DateTime.UtcNow));

        await AssertValidAsync(report!.ToJson());
        Assert.Equal(report.ToJson(), await UnzipAsync(report.ToGzip()));
        var failure = Assert.Single(Assert.Single(report.Policies).FailureDetails);
        Assert.Equal(Scenario.Host, failure.ReceivingMxHostname);
        Assert.Equal(server == "clear" ? "mx.example.org" : "localhost", failure.ReceivingMxHelo);
    }

    [Fact]
    public async Task A_day_without_sessions_has_no_report() => Assert.Null(await s_reporter.CreateAsync("example.org", s_day));

    [Fact]
    public async Task A_report_has_the_name_that_the_RFC_gives_it()
    {
        var report = await CreateAsync();

        Assert.Equal("mail.example.net!example.org!1795651200!1795737599!1.json.gz", s_reporter.FileName(report, "example.org"));
        Assert.Equal("mail.example.net!example.org!1795651200!1795737599!1.json", s_reporter.FileName(report, "example.org", "json"));
        Assert.Throws<ArgumentException>(() => s_reporter.FileName(report, "example.org/.."));
    }

    [Fact]
    public async Task A_report_in_mail_is_found_by_who_reads_mail()
    {
        var report = await CreateAsync();
        var date = new DateTimeOffset(2026, 11, 27, 1, 2, 3, TimeSpan.FromHours(1));

        var text = s_reporter.ToMail(report, "example.org", new Uri("mailto:reports%2Btls@example.org"), date);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 100));
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text));
        var mail = await MimeMessage.LoadAsync(stream);
        Assert.Equal("tlsrpt@example.net", mail.From.Mailboxes.Single().Address);
        Assert.Equal("reports+tls@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Equal(date, mail.Date);
        Assert.Equal(
            "Report Domain: example.org Submitter: mail.example.net Report-ID: <2026-11-26.example.org@mail.example.net>", mail.Subject);
        Assert.Equal("example.org", mail.Headers["TLS-Report-Domain"]);
        Assert.Equal("mail.example.net", mail.Headers["TLS-Report-Submitter"]);
        Assert.Equal("No", mail.Headers["TLS-Required"]);
        var body = Assert.IsType<MultipartReport>(mail.Body);
        Assert.Equal("tlsrpt", body.ReportType);
        Assert.Equal("text/plain", body[0].ContentType.MimeType);
        var file = Assert.IsAssignableFrom<MimePart>(body[1]);
        Assert.Equal(TlsReport.GzipMediaType, file.ContentType.MimeType);
        Assert.Equal("mail.example.net!example.org!1795651200!1795737599!1.json.gz", file.FileName);
        using var decoded = new MemoryStream();
        await file.Content!.DecodeToAsync(decoded);
        Assert.Equal(report.ToJson(), await UnzipAsync(decoded.ToArray()));
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("mailto:reports")]
    [InlineData("mailto:a%0D%0ABcc:%20b@example.org")]
    [InlineData("mailto:b%C3%BCcher@example.org")]
    public async Task What_is_no_mail_address_is_told(string to)
    {
        var report = await CreateAsync();

        Assert.Throws<ArgumentException>(() => s_reporter.ToMail(report, "example.org", new Uri(to), DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_report_is_given_to_a_server_by_HTTPS()
    {
        var report = await CreateAsync();
        using var server = new PolicyServer { Certificate = MailWorld.Trusted("reports.example.org") };
        var (type, body) = ("", new MemoryStream());
        server.Answer = async context =>
        {
            type = $"{context.Request.Method} {context.Request.ContentType}";
            await context.Request.Body.CopyToAsync(body);
            context.Response.StatusCode = 201;
        };

        using var http = server.Client();
        using var response = await http.PostAsync(new Uri("https://reports.example.org/v1/tlsrpt"), report.ToHttpContent());

        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(("POST application/tlsrpt+gzip", "reports.example.org/v1/tlsrpt"), (type, server.Asked));
        Assert.Equal(report.ToJson(), await UnzipAsync(body.ToArray()));
    }

    private static async Task<TlsReport> CreateAsync()
    {
        const string Session = """
            {"policy":{"policy-type":"no-policy-found","policy-domain":"example.org"},
            "summary":{"total-successful-session-count":1,"total-failure-session-count":0}}
            """;
        var store = new MemoryTlsReportStore();
        await store.AddAsync(s_day, "example.org", Session, CancellationToken.None);
        var reporter = new TlsReporter
        {
            Store = store,
            OrganizationName = s_reporter.OrganizationName,
            Contact = s_reporter.Contact,
            Submitter = s_reporter.Submitter,
        };
        return (await reporter.CreateAsync("example.org", s_day))!;
    }

    private static async Task AssertValidAsync(byte[] json)
    {
        var schema = await JsonSchema.FromFileAsync(At("tlsrpt.schema.json"));
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(json)));
    }

    private static async Task<byte[]> UnzipAsync(byte[] octets)
    {
        await using var gzip = new GZipStream(new MemoryStream(octets), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, "Reports", file);
}
