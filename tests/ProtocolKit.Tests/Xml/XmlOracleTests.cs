using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using CsCheck;
using XmlNamespaceScope = ProtocolKit.Generated.XmlNamespaceScope;

namespace ProtocolKit.Tests.Xml;

/// <summary>What is well-formed is a matter of opinion of two readers: ours and that of the class library.</summary>
/// <remarks>Names with characters above U+FFFF are legal since the fifth edition of XML 1.0, which the class library does not follow:
/// there are none here.</remarks>
public sealed partial class XmlOracleTests
{
    [Fact]
    public void Both_readers_take_the_same_for_an_element_and_see_the_same_in_it() => MutatedXml.Any.Sample(
        text =>
        {
            var octets = Encoding.UTF8.GetBytes(text);
            var (status, length) = Elements.Read(octets);
            if (status == OperationStatus.Done)
                Assert.Equal(Outline(octets.AsSpan(0, length).ToArray()), Elements.Outline(Encoding.UTF8.GetString(octets, 0, length)));
            else if (!HasWhatWeRefuse(text))
                Assert.Null(Outline(octets));
        },
        iter: 30_000);

    /// <summary>Comments, declarations, CDATA sections, references in the names of namespaces, and elements with the prefix xmlns, which the
    /// platform's reader takes (Namespaces in XML 1.0, section 3: "Element names MUST NOT have the prefix xmlns").</summary>
    private static bool HasWhatWeRefuse(string text) =>
        text.Contains("<!", StringComparison.Ordinal) || text.Contains("<?", StringComparison.Ordinal)
        || text.Contains("<xmlns:", StringComparison.Ordinal) || NamespaceWithReference().IsMatch(text);

    [GeneratedRegex("xmlns[^=<]*=\\s*('[^'<]*&|\"[^\"<]*&)")]
    private static partial Regex NamespaceWithReference();

    private static string? Outline(byte[] octets)
    {
        var outline = new StringBuilder();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(octets), settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    outline.Append(CultureInfo.InvariantCulture, $"{reader.Depth + 1}:{Number(reader.NamespaceURI)}:{reader.LocalName} ");
            }
        }
        catch (XmlException)
        {
            return null;
        }

        return outline.ToString().TrimEnd();
    }

    private static int Number(string name) => name.Length == 0 ? XmlNamespaceScope.None : TestNamespaces.Find(Encoding.UTF8.GetBytes(name));
}
