using System.Buffers;
using System.Text;
using Pidgin;
using ProtocolKit.Benchmarks.Readers;
using static Pidgin.Parser<byte>;

namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>The element as a tree, with prefixes resolved when it is complete; references are left unchecked.</summary>
internal sealed class PidginFeatures : IReplyReader
{
    private static readonly Parser<byte, Unit> Space = Token(XmlNames.IsSpace).SkipMany();

    private static readonly Parser<byte, string> Name = Token(octet => XmlNames.IsNameStart(octet))
        .Then(Token(octet => XmlNames.IsName(octet) || octet == ':').SkipMany()).Slice((octets, _) => Encoding.UTF8.GetString(octets));

    private static readonly Parser<byte, string> Value = Quoted((byte)'\'').Or(Quoted((byte)'"'));

    private static readonly Parser<byte, KeyValuePair<string, string>> Attribute =
        Name.Before(Space.Then(Token((byte)'=')).Then(Space)).Then(Value, KeyValuePair.Create).Before(Space);

    private static readonly Parser<byte, Node> Text =
        Token(octet => octet != '<').SkipAtLeastOnce().Slice((octets, _) => new Node("", [], [], Encoding.UTF8.GetString(octets)));

    private static readonly Parser<byte, Node> Element = Token((byte)'<').Then(Name).Before(Space)
        .Then(Attribute.Many(), (name, attributes) => (name, attributes))
        .Bind(tag => Token((byte)'/').Then(Token((byte)'>')).Select(_ => new Node(tag.name, [.. tag.attributes], [], ""))
            .Or(Token((byte)'>').Then(Contents!, (_, children) => new Node(tag.name, [.. tag.attributes], children, ""))
                .Before(EndTag(tag.name))));

    private static readonly Parser<byte, Node[]> Contents = Text.Or(
        Pidgin.Parser.Lookahead(Pidgin.Parser.Try(Token((byte)'<').Then(Token(octet => octet != '/'))))
        .Then(Pidgin.Parser.Rec(() => Element!)))
        .Many().Select(children => children.ToArray());

    private static readonly Parser<byte, Node> Features = Space.Then(Element);

    private sealed record Node(string Name, KeyValuePair<string, string>[] Attributes, Node[] Children, string Text);

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var result = Features.Then(CurrentOffset, (root, consumed) => (root, consumed)).Parse(reply.Octets);
        if (!result.Success || result.Value.root.Name != "stream:features")
            return OperationStatus.InvalidData;
        var children = result.Value.root.Children;
        sink.Take(result.Value.consumed);
        sink.Take(children.Any(child => Is(child, child, "starttls", "urn:ietf:params:xml:ns:xmpp-tls")) ? 1 : 0);
        foreach (var list in children.Where(child => Is(child, child, "mechanisms", "urn:ietf:params:xml:ns:xmpp-sasl")))
        {
            foreach (var item in list.Children.Where(item => Is(list, item, "mechanism", "urn:ietf:params:xml:ns:xmpp-sasl")))
                sink.Take(item.Children.Single().Text.AsSpan());
        }

        return OperationStatus.Done;
    }

    private static Parser<byte, string> Quoted(byte quote) => Token(quote)
        .Then(Token(octet => octet != quote && octet != '<').SkipMany().Slice((octets, _) => Encoding.UTF8.GetString(octets)))
            .Before(Token(quote));

    private static Parser<byte, Unit> EndTag(string name) =>
        Token((byte)'<').Then(Token((byte)'/')).Then(Name.Assert(spelled => spelled == name)).Then(Space).Then(Token((byte)'>'))
            .IgnoreResult();

    private static bool Is(Node declaring, Node node, string localName, string uri)
    {
        var colon = node.Name.IndexOf(':', StringComparison.Ordinal);
        var declaration = colon < 0 ? "xmlns" : $"xmlns:{node.Name[..colon]}";
        return node.Name[(colon + 1)..] == localName
            && declaring.Attributes.Any(attribute => attribute.Key == declaration && attribute.Value == uri);
    }
}
