using System.Text;
using System.Text.RegularExpressions;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody in, and starts a session (RFC 6120, sections 6 and 7). What a client says is told apart by the beginning of
/// its tags only.</summary>
internal sealed partial class XmppService : IService
{
    private const string Bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'";

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(stream, cancellationToken);
        var isSignedIn = false;
        var domain = "";
        while (true)
        {
            var tag = await conversation.HearUntilAsync(">");
            switch (Name().Match(tag).Value)
            {
                case "<stream:stream":
                    heard.Add("stream");
                    domain = To().Match(tag).Groups[1].Value;
                    await SayAsync(Header(domain) + (isSignedIn ? $"{Bind}/>" : Mechanisms) + "</stream:features>");
                    break;
                case "<auth":
                    heard.Add("auth");
                    await conversation.HearUntilAsync("</auth>");
                    isSignedIn = true;
                    await SayAsync("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
                    break;
                case "<iq":
                    var request = await conversation.HearUntilAsync("</iq>");
                    var isBind = request.Contains("xmpp-bind", StringComparison.Ordinal);
                    heard.Add(isBind ? "bind" : "iq");
                    var content = isBind ? $"{Bind}><jid>user@{domain}/Served inside TLS</jid></bind>" : "";
                    await SayAsync($"<iq type='result' id={Id().Match(tag).Groups[1].Value}>{content}</iq>");
                    break;
                case "<message":
                    heard.Add(await conversation.HearUntilAsync("</message>"));
                    break;
                case "</stream:stream":
                    heard.Add("end");
                    await SayAsync("</stream:stream>");
                    return;
            }
        }

        Task SayAsync(string text) => conversation.SendAsync(Encoding.UTF8.GetBytes(text));
    }

    private static string Header(string domain) =>
        $"<stream:stream from='{domain}' id='inside' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
        + "<stream:features>";

    private static string Mechanisms =>
        "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>";

    [GeneratedRegex("</?[a-z:]+")]
    private static partial Regex Name();

    [GeneratedRegex(" to=['\"]([^'\"]*)")]
    private static partial Regex To();

    [GeneratedRegex(" id=('[^']*'|\"[^\"]*\")")]
    private static partial Regex Id();
}
