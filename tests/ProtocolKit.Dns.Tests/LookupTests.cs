using System.Net;
using DnsClient;
using DnsClient.Protocol;
using ProtocolKit.Protocols;
using NameServer = ProtocolKit.TestSupport.NameServer;

namespace ProtocolKit.Dns.Tests;

public sealed class LookupTests
{
    [Fact]
    public async Task Without_options_the_systems_name_servers_are_asked()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ServiceResolver.Default.FindMailExchangersAsync("example.org", canceled.Token));
    }

    [Fact]
    public async Task Records_of_any_type_are_looked_up_and_their_aliases_followed()
    {
        using var dns = new NameServer { IsSigned = true }.WithAlias(
            "www.example.org", "host.example.net").WithText("host.example.net", "a", "b")
            .Unsigned("host.example.net", NameServer.Txt);

        var answer = await dns.Resolver().LookUpAsync<TxtRecord>("www.example.org.", QueryType.TXT);
        var direct = await dns.Resolver().LookUpAsync<TxtRecord>("host.example.net", QueryType.TXT);
        var failed = await dns.FailingAt("www.example.org", NameServer.Tlsa).Resolver().LookUpAsync<TlsaRecord>(
            "www.example.org", QueryType.TLSA);

        Assert.Equal(["a", "b"], Assert.Single(answer.Records).Text);
        Assert.Equal(("host.example.net", true, true), (answer.CanonicalName, answer.IsAuthenticated, answer.Exists));
        Assert.Equal(("host.example.net", false), (direct.CanonicalName, direct.IsAuthenticated));
        Assert.Equal(ServiceLookupError.LookupFailed, failed.Fault?.Error);
    }

    [Fact]
    public async Task Servers_are_ordered_by_priority_and_those_with_TLS_from_the_first_octet_stand_first()
    {
        using var dns = new NameServer()
            .WithService("_imap._tcp.example.org", 10, 0, 143, "a.example.org")
            .WithService("_imap._tcp.example.org", 20, 0, 1143, "b.example.org.")
            .WithService("_imaps._tcp.example.org", 10, 0, 993, "a.example.org");

        var location = await dns.Resolver().FindServiceAsync(Imap.Definition, "example.org");

        Assert.Equal(
            ["a.example.org:993", "a.example.org:143", "b.example.org:1143"], location.Targets.Select(target => target.ToString()));
        Assert.Equal([true, false, false], location.Targets.Select(target => target.ImplicitTls));
        Assert.All(location.Targets, target => Assert.Equal("example.org", target.ServerName));
        Assert.All(location.Targets, target => Assert.Empty(target.AlternativeServerNames));
        Assert.False(location.IsAuthenticated);
        Assert.False(location.IsImplied);
    }

    [Fact]
    public async Task Servers_of_a_priority_are_drawn_by_weight()
    {
        using var dns = new NameServer()
            .WithService("_xmpp-client._tcp.example.org", 5, 0, 5222, "none.example.org")
            .WithService("_xmpp-client._tcp.example.org", 5, 10, 5222, "small.example.org")
            .WithService("_xmpp-client._tcp.example.org", 5, 90, 5222, "big.example.org");
        var resolver = dns.Resolver();
        var firsts = new Dictionary<string, int>();
        for (var i = 0; i < 2000; i++)
        {
            var hosts = (await resolver.FindServiceAsync(Xmpp.Definition, "example.org")).Targets.Select(target => target.Host).ToArray();
            Assert.Equal(3, hosts.Distinct().Count());
            firsts[hosts[0]] = firsts.GetValueOrDefault(hosts[0]) + 1;
        }

        Assert.InRange(firsts["big.example.org"], 1700, 1880);
        Assert.InRange(firsts["small.example.org"], 120, 280);
        Assert.InRange(firsts.GetValueOrDefault("none.example.org"), 0, 60);
    }

    [Fact]
    public async Task Mail_exchangers_of_a_preference_take_turns()
    {
        using var dns = new NameServer()
            .WithMailExchanger("example.org", 20, "backup.example.net")
            .WithMailExchanger("example.org", 10, "one.example.net")
            .WithMailExchanger("example.org", 10, "two.example.net");
        var resolver = dns.Resolver();
        var seen = new HashSet<string>();
        for (var i = 0; i < 100; i++)
            seen.Add(
                string.Join(' ', (await resolver.FindMailExchangersAsync("EXAMPLE.org.")).Targets.Select(target => target.ToString())));

        Assert.Equal(
            ["one.example.net two.example.net backup.example.net", "two.example.net one.example.net backup.example.net"], seen.Order());
    }

    [Fact]
    public async Task A_mail_exchangers_certificate_carries_its_name_or_the_domain()
    {
        using var dns = new NameServer().WithMailExchanger("example.org", 10, "mx.example.net");

        var target = Assert.Single((await dns.Resolver().FindMailExchangersAsync("example.org")).Targets);

        Assert.Equal("mx.example.net", target.ServerName);
        Assert.Equal(["example.org"], target.AlternativeServerNames);
        Assert.Null(target.Port);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task An_authenticated_record_vouches_for_its_host(bool isTrusted, bool expected)
    {
        using var dns = new NameServer { IsSigned = true }
            .WithService("_xmpp-client._tcp.example.org", 0, 0, 5222, "xmpp.example.net")
            .WithMailExchanger("example.org", 10, "mx.example.net");
        var resolver = isTrusted ? dns.Resolver() : dns.Resolver(1, 10, IPAddress.Parse("192.0.2.53"));

        var service = await resolver.FindServiceAsync(Xmpp.Definition, "example.org");
        var mail = await resolver.FindMailExchangersAsync("example.org");

        Assert.Equal((expected, expected), (service.IsAuthenticated, mail.IsAuthenticated));
        Assert.Equal(expected ? ["xmpp.example.net"] : [], Assert.Single(service.Targets).AlternativeServerNames);
    }

    [Fact]
    public async Task A_domain_without_records_is_its_own_server()
    {
        using var dns = new NameServer();

        foreach (var location in new[]
        {
            await dns.Resolver().FindServiceAsync(
                Imap.Definition, "bücher.example"), await dns.Resolver().FindMailExchangersAsync("bücher.example"),
        })
        {
            Assert.True(location.IsImplied);
            Assert.Equal("xn--bcher-kva.example", location.Domain);
            var target = Assert.Single(location.Targets);
            Assert.Equal(("xn--bcher-kva.example", null, "xn--bcher-kva.example"), (target.Host, target.Port, target.ServerName));
        }
    }

    [Theory]
    [InlineData("[192.0.2.1]", "192.0.2.1")]
    [InlineData("[IPv6:2001:db8::1]", "2001:db8::1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public async Task An_address_is_its_own_server_and_not_looked_up(string domain, string expected)
    {
        using var dns = new NameServer();

        Assert.Equal(expected, Assert.Single((await dns.Resolver().FindMailExchangersAsync(domain)).Targets).Host);
        Assert.Equal(expected, Assert.Single((await dns.Resolver().FindServiceAsync(Imap.Definition, domain)).Targets).Host);
        Assert.Empty(dns.Asked);
    }

    [Fact]
    public async Task A_domain_may_say_that_it_has_no_service()
    {
        using var dns = new NameServer()
            .WithMailExchanger("example.org", 0, ".").WithService("_imap._tcp.example.org", 0, 0, 0, ".").WithoutMailDomain("none.example")
            .FailingAtMail("broken.example").WithMailExchanger("odd.example", 10, "not a host.example");
        var resolver = dns.Resolver();

        var mail = await Assert.ThrowsAsync<ServiceLookupException>(() => resolver.FindMailExchangersAsync("example.org"));
        var imap = await Assert.ThrowsAsync<ServiceLookupException>(() => resolver.FindServiceAsync(Imap.Definition, "example.org"));
        var none = await Assert.ThrowsAsync<ServiceLookupException>(() => resolver.FindMailExchangersAsync("none.example"));
        var broken = await Assert.ThrowsAsync<ServiceLookupException>(() => resolver.FindMailExchangersAsync("broken.example"));
        var odd = await Assert.ThrowsAsync<ServiceLookupException>(() => resolver.FindMailExchangersAsync("odd.example"));

        Assert.Equal((ServiceLookupError.NotOffered, "example.org says that it has no mail server."), (mail.Error, mail.Message));
        Assert.Equal((ServiceLookupError.NotOffered, "example.org says that it has no imap server."), (imap.Error, imap.Message));
        Assert.Equal((ServiceLookupError.NoSuchDomain, "There is no domain none.example."), (none.Error, none.Message));
        Assert.Equal(ServiceLookupError.LookupFailed, broken.Error);
        Assert.Equal("The look-up of MX for broken.example failed: the name server answered ServerFailure.", broken.Message);
        Assert.Equal((ServiceLookupError.Unusable, "The MX records of odd.example name no host."), (odd.Error, odd.Message));
    }

    [Fact]
    public async Task The_service_with_TLS_from_the_first_octet_will_do_where_the_other_is_not_offered_or_fails()
    {
        using var dns = new NameServer()
            .WithService("_imap._tcp.example.org", 0, 0, 0, ".").WithService("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org")
            .FailingAtService("_imap._tcp.example.net").WithService("_imaps._tcp.example.net", 0, 0, 993, "imap.example.net")
            .FailingAtService("_imap._tcp.example.com");

        Assert.Equal("imap.example.org:993", Assert.Single(
            (await dns.Resolver().FindServiceAsync(Imap.Definition, "example.org")).Targets).ToString());
        Assert.Equal("imap.example.net:993", Assert.Single(
            (await dns.Resolver().FindServiceAsync(Imap.Definition, "example.net")).Targets).ToString());
        var failed = await Assert.ThrowsAsync<ServiceLookupException>(
            () => dns.Resolver().FindServiceAsync(Imap.Definition, "example.com"));
        Assert.Equal(ServiceLookupError.LookupFailed, failed.Error);
    }

    [Fact]
    public async Task A_protocol_whose_grammar_names_no_service_is_looked_up_by_name()
    {
        using var dns = new NameServer().WithService("_ldap._tcp.example.org", 0, 0, 389, "ldap.example.org");

        var location = await dns.Resolver().FindServiceAsync("ldap", null, "example.org");
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => dns.Resolver().FindServiceAsync(Ldap.Definition, "example.org"));

        Assert.Equal("ldap.example.org:389", Assert.Single(location.Targets).ToString());
        Assert.StartsWith("The grammar of ldap has no line identity", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_with_very_many_servers_is_cut_short_behind_the_best()
    {
        using var dns = new NameServer();
        for (var i = 20; i > 0; i--)
            dns.WithMailExchanger("example.org", i, $"mx{i}.example.org");

        var location = await dns.Resolver(maxTargets: 3).FindMailExchangersAsync("example.org");

        Assert.Equal(["mx1.example.org", "mx2.example.org", "mx3.example.org"], location.Targets.Select(target => target.Host));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("exa mple.org")]
    [InlineData("user@example.org")]
    [InlineData("")]
    [InlineData("\0")]
    public async Task What_is_no_domain_is_an_argument_that_will_not_do(string domain)
    {
        using var dns = new NameServer();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => dns.Resolver().FindMailExchangersAsync(domain));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => dns.Resolver().FindServiceAsync(Imap.Definition, domain));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => dns.Resolver().FindAddressesAsync(domain).AsTask());
    }

    [Fact]
    public async Task Addresses_of_either_family_will_do()
    {
        using var dns = new NameServer()
            .WithAddress("both.example", "192.0.2.1").WithAddress("both.example", "2001:db8::1").WithAddress("four.example", "192.0.2.1")
            .FailingAtAddresses("broken.example");

        Assert.Equal(
            ["2001:db8::1", "192.0.2.1"], (await dns.Resolver().FindAddressesAsync("both.example")).Select(address => address.ToString()));
        Assert.Single(await dns.Resolver().FindAddressesAsync("four.example"));
        Assert.Empty(await dns.Resolver().FindAddressesAsync("none.example"));
        await Assert.ThrowsAsync<ServiceLookupException>(() => dns.Resolver().FindAddressesAsync("broken.example").AsTask());
    }
}
