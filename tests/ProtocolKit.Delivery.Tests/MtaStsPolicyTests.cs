namespace ProtocolKit.Delivery.Tests;

/// <summary>Policy files (RFC 8461, section 3.2) and names of exchangers (section 4.1).</summary>
public sealed class MtaStsPolicyTests
{
    [Fact]
    public void The_example_of_the_RFC_is_read()
    {
        var policy = MtaStsPolicy.Parse(
            "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmx: backupmx.example.com\nmax_age: 604800\n");

        Assert.Equal((MtaStsMode.Enforce, TimeSpan.FromDays(7)), (policy.Mode, policy.MaxAge));
        Assert.Equal(["mail.example.com", "*.example.net", "backupmx.example.com"], policy.Exchangers);
        Assert.Equal(policy.ToString(), MtaStsPolicy.Parse(policy.ToString()).ToString());
    }

    [Theory]
    [InlineData("version: STSv1\r\nmode: none\r\nmax_age: 86400")]
    [InlineData("max_age:86400 \r\nfuture: x: y\r\nmode:  none\r\nversion :STSv1\r\n\r\n")]
    [InlineData("version: STSv1\nmode: none\nmode: enforce\nmax_age: 86400\nmax_age: x\n")]
    public void Lines_stand_in_any_order_and_those_unknown_or_said_again_do_not_count(string text) =>
        Assert.Equal((MtaStsMode.None, TimeSpan.FromDays(1)), (MtaStsPolicy.Parse(text).Mode, MtaStsPolicy.Parse(text).MaxAge));

    [Fact]
    public void A_policy_holds_a_year_at_most() =>
        Assert.Equal(TimeSpan.FromSeconds(31_557_600), MtaStsPolicy.Parse("version: STSv1\nmode: none\nmax_age: 9999999999").MaxAge);

    [Theory]
    [InlineData("", "The policy has no \"version: STSv1\".")]
    [InlineData("<html>", "Line 1 of the policy is no \"key: value\": \"<html>\".")]
    [InlineData("version: STSv2\nmode: none\nmax_age: 1", "The policy has no \"version: STSv1\".")]
    [InlineData("version: STSv1\nmode: maybe\nmax_age: 1", "The policy has no mode, which is enforce, testing or none.")]
    [InlineData("version: STSv1\nmode: none\nmax_age: -1", "The policy has no max_age in seconds.")]
    [InlineData("version: STSv1\nmode: none\nmax_age: 12345678901", "The policy has no max_age in seconds.")]
    [InlineData("version: STSv1\nmode: enforce\nmax_age: 1", "The policy names no mail exchanger.")]
    [InlineData("version: STSv1\nmx: a.*.example",
        "Line 2 of the policy is no name of a mail exchanger, with or without \"*.\" before it: \"a.*.example\".")]
    [InlineData("version: STSv1\nmx:\u001b[2J",
        "Line 2 of the policy is no name of a mail exchanger, with or without \"*.\" before it: \"\\x1b[2J\".")]
    public void What_is_wrong_with_a_policy_is_said(string text, string error) =>
        Assert.Equal(error, Assert.Throws<FormatException>(() => MtaStsPolicy.Parse(text)).Message);

    [Theory]
    [InlineData("mail.example.com", "mail.example.com", true)]
    [InlineData("mail.example.com", "MAIL.Example.com.", true)]
    [InlineData("mail.example.com", "a.mail.example.com", false)]
    [InlineData("*.example.net", "mx1.example.net", true)]
    [InlineData("*.example.net", "example.net", false)]
    [InlineData("*.example.net", "a.b.example.net", false)]
    [InlineData("*.example.net", "mx1.example.net.evil.example", false)]
    [InlineData("*.example.net", "mx1-example.net", false)]
    public void A_star_stands_for_one_label(string pattern, string host, bool isAllowed) =>
        Assert.Equal(isAllowed, new MtaStsPolicy(MtaStsMode.Enforce, TimeSpan.FromDays(1), [pattern]).Allows(host));
}
