namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>RDP, as its servers and clients speak.</summary>
public sealed class RdpTests
{
    private static string X224(char kind, string rest) =>
        $"\u0003\0\0{(char)(rest.Length + 11)}{(char)(rest.Length + 6)}{kind}\0\0\0\0\0{rest}";

    private static string Request(string before, int asked, string behind = "", int flags = 0) =>
        X224('\u00e0', $"{before}\u0001{(char)flags}\u0008\0{(char)asked}\0\0\0{behind}");

    private static string Answer(int kind, int value, int flags = 0) =>
        X224('\u00d0', $"{(char)kind}{(char)flags}\u0008\0{(char)value}\0\0\0");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void TLS_comes_first_whatever_is_spoken_inside(int selected) =>
        Assert.Equal(UpgradeAction.StartTls, Talk.WithClient("rdp").Says(Answer(2, selected, flags: 0x1F)).Machine.NextAction);

    [Theory]
    [InlineData(0, UpgradeOutcome.NotOffered)]
    [InlineData(4, UpgradeOutcome.NotOffered)]
    public void Other_protocols_are_not_TLS(int selected, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, Talk.WithClient("rdp").Says(Answer(2, selected)).Machine.Failure?.Outcome);

    [Fact]
    public void A_server_from_before_the_negotiation_does_not_offer_TLS() =>
        Assert.Equal(UpgradeOutcome.NotOffered, Talk.WithClient("rdp").Says(X224('\u00d0', "")).Machine.Failure?.Outcome);

    [Theory]
    [InlineData(1, UpgradeOutcome.Refused)]
    [InlineData(2, UpgradeOutcome.NotOffered)]
    [InlineData(3, UpgradeOutcome.Unavailable)]
    [InlineData(5, UpgradeOutcome.Refused)]
    [InlineData(6, UpgradeOutcome.Refused)]
    public void A_failure_is_understood(int code, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, Talk.WithClient("rdp").Says(Answer(3, code)).Machine.Failure?.Outcome);

    [Fact]
    public void A_server_of_X_224_may_disconnect() =>
        Assert.Equal(UpgradeOutcome.Refused, Talk.WithClient("rdp").Says(X224('\u0080', "")).Machine.Failure?.Outcome);

    [Theory]
    [InlineData("", "")]
    [InlineData("Cookie: mstshash=eltons\r\n", "")]
    [InlineData("Cookie: mstshash=M\u00fcller\r\n", "")]
    [InlineData("Cookie: msts=3640205228.15629.0000\r\n", "")]
    [InlineData("tsv://MS Terminal Services Plugin.1.Sessions\r\n", "")]
    [InlineData("", "\u0006\0\u0024\00123456789abcdef0123456789abcdef")]
    public void A_client_may_name_its_user_a_load_balancer_and_a_correlation(string before, string behind)
    {
        var talk = Talk.WithServer("rdp").Says(Request(before, asked: 11, behind, flags: behind.Length > 0 ? 8 : 0));

        Assert.Equal(Answer(2, 1), talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_client_that_does_not_take_plain_TLS_is_told_so(int asked) =>
        Assert.Equal(Answer(3, 1), Talk.WithServer("rdp").Says(Request("", asked)).Said);

    [Theory]
    [InlineData("")]
    [InlineData("Cookie: mstshash=a\r\n")]
    public void A_client_from_before_the_negotiation_is_told_that_TLS_is_required(string cookie)
    {
        var request = X224('\u00e0', cookie);
        var talk = Talk.WithServer("rdp").Says(request);

        Assert.Equal(Answer(3, 1), talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("rdp", mayStayInClear: true).Says(request).Machine.NextAction);
    }

    [Fact]
    public void A_caller_says_what_it_speaks_inside() =>
        Assert.Equal(Request("", asked: 1), Talk.WithClient("rdp", ("protocols", "1")).Said);
}
