using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProtocolKit.Tests.Xml;

/// <summary>What is looked for.</summary>
internal enum Form
{
    Element,
    Stream,
    StreamEnd,
}

/// <summary>Reads any element or tag as generated parsers read theirs.</summary>
internal static class Elements
{
    internal const int MaxOctets = 4096;

    internal const int MaxDepth = 8;

    /// <summary>Reads what is there, with a cursor that remembers earlier calls.</summary>
    internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, Form form = Form.Element)
    {
        OperationStatus status;
        while ((status = XmlFrame.Advance(ref cursor, source, MaxOctets, MaxDepth, out var octets)) == OperationStatus.Done)
        {
            var xml = new XmlTokenizer<TestNamespaces>(octets, in XmlNamespaceScope.Empty, MaxDepth);
            _ = form switch
            {
                Form.Stream => xml.ReadStream(),
                Form.StreamEnd => xml.ReadStreamEnd(),
                _ => ReadElement(ref xml),
            };
            if (xml.Settles(ref cursor, out status))
                return status;
        }

        return status;
    }

    /// <summary>Reads octets at once: the status, and the length if it is done.</summary>
    internal static (OperationStatus Status, int Length) Read(ReadOnlySpan<byte> octets, Form form = Form.Element)
    {
        var cursor = default(ScanCursor);
        var status = Scan(ref cursor, octets, form);
        return (status, status == OperationStatus.Done ? cursor.Position : 0);
    }

    /// <summary>Reads a text at once.</summary>
    internal static OperationStatus Read(string text) => Read(Encoding.UTF8.GetBytes(text)).Status;

    /// <summary>The start tags of a legal element: depth, number of the namespace, local name.</summary>
    internal static string Outline(string text)
    {
        var outline = new StringBuilder();
        var xml = new XmlTokenizer<TestNamespaces>(Encoding.UTF8.GetBytes(text), in XmlNamespaceScope.Empty, MaxDepth);
        for (var isRead = xml.ReadRoot(); isRead; isRead = xml.ReadNextStartTag())
            outline.Append(CultureInfo.InvariantCulture, $"{xml.Depth}:{xml.NamespaceId}:{Encoding.UTF8.GetString(xml.LocalName)} ");
        Assert.Equal(OperationStatus.Done, xml.Status);
        return outline.ToString().TrimEnd();
    }

    private static bool ReadElement(ref XmlTokenizer<TestNamespaces> xml)
    {
        if (!xml.ReadRoot())
            return false;
        xml.Skip();
        return true;
    }
}
