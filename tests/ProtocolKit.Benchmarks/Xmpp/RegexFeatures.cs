using System.Buffers;
using System.Text.RegularExpressions;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>As far as expressions go: tags and texts in their order, and depth by counting. That end tags match, attributes are distinct
/// and namespaces right is left unchecked but for the elements that matter.</summary>
internal sealed partial class RegexFeatures : IReplyReader
{
    private const string MechanismText = "mechanism>";

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var characters = reply.Characters;
        var whole = WholeReply.EnumerateMatches(characters);
        if (!whole.MoveNext())
            return OperationStatus.InvalidData;
        var features = characters[..whole.Current.Length];
        sink.Take(features.Length);
        sink.Take(Offer.IsMatch(features) ? 1 : 0);
        foreach (var match in Mechanisms.EnumerateMatches(features))
        {
            var text = features.Slice(match.Index, match.Length);
            sink.Take(text[(text.IndexOf(MechanismText, StringComparison.Ordinal) + MechanismText.Length)..]);
        }

        return OperationStatus.Done;
    }

    [GeneratedRegex(@"\A\s*<stream:features(?:/>|>(?:<[\w.:-]+(?:\s+[\w.:-]+\s*=\s*(?:'[^'<]*'|""[^""<]*""))*\s*/?>|</(?!stream:features>)[\w.:-]+\s*>|[^<]+)*</stream:features>)", RegexOptions.CultureInvariant)]
    private static partial Regex WholeReply { get; }

    [GeneratedRegex(
        @"<(?:starttls xmlns|([\w.-]+):starttls xmlns:\1)=['""]urn:ietf:params:xml:ns:xmpp-tls['""]", RegexOptions.CultureInvariant)]
    private static partial Regex Offer { get; }

    [GeneratedRegex(@"<(?:[\w.-]+:)?mechanism>[^<]+", RegexOptions.CultureInvariant)]
    private static partial Regex Mechanisms { get; }
}
