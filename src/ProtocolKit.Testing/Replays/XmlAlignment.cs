using System.Text;
using System.Text.RegularExpressions;

namespace ProtocolKit.Testing;

/// <summary>Compares XML by its tags: attributes may stand in any order, and those that both have may have different values.</summary>
internal static partial class XmlAlignment
{
    // White space may stand before a message (XML 1.0, section 2.3).
    public static bool IsXml(ReadOnlySpan<byte> octets) => octets.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && octets.EndsWith(">"u8);

    public static IReadOnlyList<Substitution>? Align(ReadOnlySpan<byte> written, ReadOnlySpan<byte> recorded)
    {
        var mine = ReadTags(written);
        var theirs = ReadTags(recorded);
        if (!mine.Select(tag => tag.Name).SequenceEqual(theirs.Select(tag => tag.Name)))
            return null;
        var substitutions = new List<Substitution>();
        foreach (var (myTag, theirTag) in mine.Zip(theirs))
        {
            foreach (var (name, value) in myTag.Attributes)
            {
                if (!theirTag.Attributes.TryGetValue(name, out var recordedValue) || recordedValue == value)
                    continue;
                if (name.StartsWith("xmlns", StringComparison.Ordinal))
                    return null;
                substitutions.Add(new Substitution(Encoding.UTF8.GetBytes(recordedValue), Encoding.UTF8.GetBytes(value)));
            }
        }

        return substitutions;
    }

    private static List<(string Name, Dictionary<string, string> Attributes)> ReadTags(ReadOnlySpan<byte> octets)
    {
        var tags = new List<(string, Dictionary<string, string>)>();
        foreach (Match tag in Tag().Matches(Encoding.UTF8.GetString(octets)))
        {
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Match attribute in Attribute().Matches(tag.Groups["rest"].Value))
                attributes[attribute.Groups["name"].Value] = attribute.Groups["value"].Value;
            tags.Add((tag.Groups["name"].Value, attributes));
        }

        return tags;
    }

    // Without declarations, which may stand or not, and without the prefix, which the sender chooses.
    [GeneratedRegex("""<(?<name>/?[^\s<>/?!=]+)(?<rest>[^<>]*)>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[^\s=]+)\s*=\s*(?<quote>['"])(?<value>.*?)\k<quote>""")]
    private static partial Regex Attribute();
}
