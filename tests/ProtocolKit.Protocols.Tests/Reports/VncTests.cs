namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>RFB with VeNCrypt, as its servers and clients speak.</summary>
public sealed class VncTests
{
    private const string Version = "RFB 003.008\n";
    private const string None = "\0\0\u0001\u0004", Vnc = "\0\0\u0001\u0005", Plain = "\0\0\u0001\u0006", TlsNone = "\0\0\u0001\u0001";

    [Theory]
    [InlineData("RFB 003.008\n")]
    [InlineData("RFB 003.889\n")]
    [InlineData("RFB 003.130\n")]
    [InlineData("RFB 004.000\n")]
    [InlineData("RFB 004.001\n")]
    [InlineData("RFB 005.000\n")]
    public void A_client_says_3_8_to_servers_that_know_it(string version) =>
        Assert.Equal(Version, Talk.WithClient("vnc").Says(version).Said);

    [Theory]
    [InlineData("RFB 003.003\n")]
    [InlineData("RFB 003.006\n")]
    [InlineData("RFB 003.007\n")]
    public void Servers_of_older_versions_have_no_VeNCrypt(string version) => Assert.Equal("NotOffered", Script.Server("vnc", version));

    [Theory]
    [InlineData("\u0001\u0013")]
    [InlineData("\u0003\u0001\u0002\u0013")]
    [InlineData("\u0005\u0010\u0013\u001e\u0012\u0001")]
    public void VeNCrypt_may_stand_anywhere_among_the_security_types(string types) =>
        Assert.Equal("\u0013", Talk.WithClient("vnc").Says(Version).Says(types).Said);

    [Theory]
    [InlineData("\u0001\u0001", "NotOffered")]
    [InlineData("\u0002\u0002\u0012", "NotOffered")]
    [InlineData("\0\0\0\0\u001eToo many authentication failures", "Refused")]
    public void Other_lists_of_security_types_are_understood(string types, string end) =>
        Assert.Equal(end, Script.Server("vnc", Version, types));

    [Theory]
    [InlineData(None, None)]
    [InlineData(TlsNone + Vnc, Vnc)]
    [InlineData(Plain + Vnc + None, None)]
    [InlineData(Plain + Vnc, Vnc)]
    [InlineData(TlsNone + Plain, Plain)]
    public void A_client_chooses_X509_without_a_password_first(string subtypes, string chosen)
    {
        var talk = Talk.WithClient("vnc").Says(Version).Says("\u0001\u0013").Says("\0\u0002")
            .Says($"\0{(char)(subtypes.Length / 4)}{subtypes}");

        Assert.Equal(chosen, talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Says("\u0001").Machine.NextAction);
    }

    [Theory]
    [InlineData("\0\u0001", "NotOffered")]
    [InlineData("\u0001\0", "NotOffered")]
    public void An_older_VeNCrypt_has_no_X509_subtypes(string version, string end) =>
        Assert.Equal(end, Script.Server("vnc", Version, "\u0001\u0013", version));

    [Theory]
    [InlineData("RFB 003.003\n")]
    [InlineData("RFB 003.007\n")]
    public void A_client_of_an_older_version_is_told_why_it_is_closed(string version)
    {
        var talk = Talk.WithServer("vnc").Says(version);

        Assert.Equal("\0\0\0\0\0\0\0\u0019Only RFB 3.8 is supported", talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void Anonymous_TLS_is_none() =>
        Assert.Equal("NotOffered", Script.Server("vnc", Version, "\u0001\u0013", "\0\u0002", "\0\u0001" + TlsNone));

    [Fact]
    public void A_server_offers_the_subtype_that_its_host_wants()
    {
        var parameters = Recordings.Protocol("vnc").CreateServerParameters();
        parameters.SetValue("offered", "261");

        var talk = Talk.WithServer(Recordings.Protocol("vnc"), new ServerMachineOptions { Parameters = parameters }).Says(Version)
            .Says("\u0013").Says("\0\u0002");

        Assert.Equal("\0\u0001" + Vnc, talk.Said);
        Assert.Equal("\u0001", talk.Says(Vnc).Said);
    }
}
