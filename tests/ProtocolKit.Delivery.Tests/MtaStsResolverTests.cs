using Microsoft.AspNetCore.Http;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>Policies that are looked up, fetched and kept (RFC 8461, sections 3 and 5.1).</summary>
public sealed class MtaStsResolverTests : IDisposable
{
    private const string Domain = "example.org", Policy = "version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmax_age: 86400\r\n";

    private readonly NameServer _dns = new();
    private readonly PolicyServer _server = new();
    private readonly Clock _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mta-sts-").FullName;

    public void Dispose()
    {
        _dns.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_policy_is_fetched_from_its_place()
    {
        _dns.WithText("_mta-sts." + Domain, "v=STSv1;", " id=1;").WithText("_mta-sts." + Domain, "something else");
        _server.With(Policy);

        var finding = await FindAsync(_server.Resolver());

        Assert.Equal((MtaStsMode.Enforce, ""), (finding.Policy?.Mode, finding.Why));
        Assert.Equal("mta-sts.example.org/.well-known/mta-sts.txt", _server.Asked);
    }

    [Theory]
    [InlineData("It has no MTA-STS record.", "v=spf1 -all")]
    [InlineData("It has no MTA-STS record.", "v=STSv10; id=1")]
    [InlineData("It has 2 MTA-STS records, of which none counts.", "v=STSv1; id=1", "v=STSv1; id=2")]
    [InlineData("Its MTA-STS record has no id of up to 32 letters and digits.", "v=STSv1;")]
    [InlineData("Its MTA-STS record has no id of up to 32 letters and digits.", "v=STSv1; id=a-b;")]
    public async Task A_record_that_will_not_do_is_none(string why, params string[] records)
    {
        foreach (var record in records)
            _dns.WithText("_mta-sts." + Domain, record);

        Assert.Equal(new MtaStsFinding(null, why), await FindAsync(_server.Resolver()));
        Assert.Equal(0, _server.Count);
    }

    [Theory]
    [InlineData("status", "answered 404")]
    [InlineData("redirect", "answered 301")]
    [InlineData("type", "is of the type \"text/html\", not text/plain")]
    [InlineData("length", "has more than 65536 octets")]
    [InlineData("syntax", "Line 1 of the policy")]
    [InlineData("certificate", "gave no policy")]
    [InlineData("common name", "gave no policy")]
    [InlineData("slow", "did not give its policy in")]
    public async Task A_policy_that_cannot_be_had_is_none_and_the_reason_is_told(string what, string why)
    {
        _dns.WithText("_mta-sts." + Domain, "v=STSv1; id=1;");
        _server.With(what == "length" ? new string('x', 65537) : what == "syntax"
            ? "nonsense" : Policy, what == "type" ? "text/html" : "text/plain");
        _server.Answer = what switch
        {
            "status" => context => Answer(context, 404),
            "redirect" => context => Answer(context, 301),
            "slow" => context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            _ => _server.Answer,
        };
        if (what == "certificate")
            _server.Certificate = MailWorld.Trusted("www.example.org");
        else if (what == "common name")
            _server.Certificate = TestCertificates.Issue(
                TestCertificates.Authority, "mta-sts.example.org", new() { Names = [], Addresses = [] });

        var finding = await FindAsync(_server.Resolver(timeout: what == "slow" ? TimeSpan.FromMilliseconds(300) : null));

        Assert.Null(finding.Policy);
        Assert.Contains(why, finding.Why, StringComparison.Ordinal);

        static Task Answer(HttpContext context, int code)
        {
            context.Response.StatusCode = code;
            context.Response.Headers.Location = "https://mta-sts.example.org/elsewhere";
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_policy_that_is_kept_is_used_where_the_record_is_gone_or_the_look_up_fails()
    {
        using var failing = new NameServer().FailingAt("_mta-sts." + Domain, NameServer.Txt);
        using var empty = new NameServer();
        var resolver = await KeepAsync();

        Assert.Equal(MtaStsMode.Enforce, (await FindAsync(resolver, failing)).Policy?.Mode);
        Assert.Equal(MtaStsMode.Enforce, (await FindAsync(resolver, empty)).Policy?.Mode);
        Assert.Equal(1, _server.Count);
    }

    [Fact]
    public async Task A_policy_that_is_kept_is_used_where_the_fetch_of_the_next_one_fails()
    {
        using var changed = new NameServer().WithText("_mta-sts." + Domain, "v=STSv1; id=2;");
        var resolver = await KeepAsync();
        _server.With("nonsense");

        var finding = await FindAsync(resolver, changed);

        Assert.Equal(MtaStsMode.Enforce, finding.Policy?.Mode);
        Assert.Contains("Line 1 of the policy", finding.Why, StringComparison.Ordinal);
        await FindAsync(resolver, changed);
        Assert.Equal(2, _server.Count);                 // not asked again at once
        _clock.Add(TimeSpan.FromMinutes(5));
        _server.With(Policy.Replace("enforce", "none", StringComparison.Ordinal));
        Assert.Equal(MtaStsMode.None, (await FindAsync(resolver, changed)).Policy?.Mode);
    }

    [Fact]
    public async Task A_policy_is_fetched_anew_before_it_expires_and_not_used_when_it_has()
    {
        var resolver = await KeepAsync();
        await FindAsync(resolver);
        Assert.Equal(1, _server.Count);
        _clock.Add(TimeSpan.FromHours(12));
        await FindAsync(resolver);
        Assert.Equal(2, _server.Count);

        _clock.Add(TimeSpan.FromHours(24));
        using var empty = new NameServer();
        Assert.Null((await FindAsync(resolver, empty)).Policy);
    }

    [Fact]
    public async Task A_policy_in_a_database_outlives_the_process()
    {
        var path = Path.Combine(_folder, "policies.db");
        await KeepAsync(new SqliteMtaStsCache(path));
        using var empty = new NameServer();

        var finding = await FindAsync(_server.Resolver(new SqliteMtaStsCache(path), _clock), empty);

        Assert.Equal(Policy, finding.Policy?.ToString());
        Assert.Equal(1, _server.Count);
    }

    [Fact]
    public void What_is_no_database_is_told()
    {
        var path = Path.Combine(_folder, "policies.db");
        File.WriteAllText(path, new string('x', 4096));

        Assert.Contains(path, Assert.Throws<IOException>(() => new SqliteMtaStsCache(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_breaks_defers_mail_and_lets_none_go_without_policy()
    {
        var path = Path.Combine(_folder, "policies.db");
        using var world = new MailWorld { MtaSts = _server.Resolver(new SqliteMtaStsCache(path)) };
        world.With(Domain, "mx.example.org", new Exchanger(MailWorld.Trusted("mx.example.org")));
        File.WriteAllText(path, new string('x', 4096));

        await using var result = await world.DeliverAsync(Domain);

        Assert.Equal("4.3.0", Assert.IsType<DeliveryResult.Deferred>(result).StatusCode);
        Assert.Contains("The cache of policies cannot be read", result.Explanation, StringComparison.Ordinal);
    }

    private async Task<MtaStsResolver> KeepAsync(IMtaStsCache? cache = null)
    {
        _dns.WithText("_mta-sts." + Domain, "v=STSv1; id=1;");
        var resolver = _server.With(Policy).Resolver(cache, _clock);
        Assert.NotNull((await FindAsync(resolver)).Policy);
        return resolver;
    }

    private Task<MtaStsFinding> FindAsync(MtaStsResolver resolver, NameServer? dns = null) =>
        resolver.FindAsync((dns ?? _dns).Resolver(), Domain);

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

        public void Add(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
