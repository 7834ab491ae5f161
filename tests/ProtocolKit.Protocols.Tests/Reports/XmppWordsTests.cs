using System.Text;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What people read of an XMPP server's answer, and what it reads of the host's name.</summary>
public sealed class XmppWordsTests
{
    private const string Error = "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>no such host here</text></stream:error></stream:stream>";

    [Fact]
    public async Task A_stream_error_is_told_by_its_condition_and_text()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        await serverEnd.WriteAsync(Encoding.ASCII.GetBytes(
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' from='' id='a' version='1.0'>" + Error));

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => Xmpp.UpgradeAsync(clientEnd, "nowhere.example"));

        Assert.Equal(UpgradeOutcome.Closed, failure.Outcome);
        Assert.Contains("condition \"host-unknown\", text \"no such host here\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains(new KeyValuePair<string, string>("condition", "host-unknown"), failure.Failure!.Values);
    }

    [Fact]
    public void The_stream_is_opened_to_the_name_with_its_U_labels()
    {
        var talk = Talk.WithClient(Xmpp.Definition, new ClientMachineOptions { Host = "xn--bcher-kva.example" });

        Assert.Contains("to='b\u00c3\u00bccher.example'", talk.Said.Replace('"', '\''), StringComparison.Ordinal);
    }
}
