using System.Text;

namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Stream features, as the world's servers offer them before TLS and inside.</summary>
internal static class XmppReplies
{
    private static readonly string[] Mechanisms =
        ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512", "EXTERNAL", "ANONYMOUS",
            "X-OAUTH2"];

    private static readonly string[] Others =
    [
        "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>",
        "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>",
        "<sm xmlns='urn:xmpp:sm:3'/>",
        "<csi xmlns='urn:xmpp:csi:0'/>",
        "<ver xmlns='urn:xmpp:features:rosterver'/>",
        "<sub xmlns='urn:xmpp:features:pre-approval'/>",
        "<register xmlns='http://jabber.org/features/iq-register'/>",
        "<compression xmlns='http://jabber.org/features/compress'><method>zlib</method></compression>",
        "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='https://server.example/' ver='q07IKJEyjvHSyhy//CH0CxmKi8w='/>",
        "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/></sasl-channel-binding>",
    ];

    public static Reply Make(Dice dice)
    {
        var children = new List<string>();
        if (!dice.OneIn(4))
            children.Add(StartTls(dice));
        if (!dice.OneIn(3))
            children.Add(Sasl(dice));
        var others = Others.AsSpan().ToArray();
        dice.Shuffle(others);
        children.AddRange(others[..dice.Next(0, 4)]);
        var order = children.ToArray();
        dice.Shuffle(order);
        var space = dice.OneIn(15) ? "\n  " : "";
        var text = string.Concat(order.Select(child => space + child)) + (space.Length > 0 ? "\n" : "");
        var features = text.Length == 0 ? "<stream:features/>" : $"<stream:features>{text}</stream:features>";
        return new Reply(Encoding.Latin1.GetBytes(dice.OneIn(8) ? features.Replace('\'', '"') : features));
    }

    private static string StartTls(Dice dice) => dice.Next(4) switch
    {
        0 => "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>",
        1 => "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'></starttls>",
        2 => "<tls:starttls xmlns:tls='urn:ietf:params:xml:ns:xmpp-tls'><tls:required/></tls:starttls>",
        _ => "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    };

    private static string Sasl(Dice dice)
    {
        var names = Mechanisms.AsSpan().ToArray();
        dice.Shuffle(names);
        var chosen = names[..dice.Next(1, 6)].AsEnumerable();
        if (dice.OneIn(5))
            chosen = chosen.Append($"X-{dice.Word(3, 10, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}");
        var prefix = dice.OneIn(10) ? "s:" : "";
        var declaration = prefix.Length > 0 ? "xmlns:s" : "xmlns";
        var items = string.Concat(chosen.Select(name => $"<{prefix}mechanism>{name}</{prefix}mechanism>"));
        return $"<{prefix}mechanisms {declaration}='urn:ietf:params:xml:ns:xmpp-sasl'>{items}</{prefix}mechanisms>";
    }
}
