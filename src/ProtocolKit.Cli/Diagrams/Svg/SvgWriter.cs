using System.Globalization;
using System.Xml;

namespace ProtocolKit.Cli.Diagrams.Svg;

/// <summary>Writes the elements of an SVG image; whatever text it is given is escaped.</summary>
internal sealed class SvgWriter(XmlWriter xml)
{
    /// <summary>The namespace of SVG.</summary>
    public const string Namespace = "http://www.w3.org/2000/svg";

    private const double FontSize = 13;

    /// <summary>How far a column of the widest of the fonts goes.</summary>
    private const double ColumnWidth = FontSize * 0.605;

    /// <summary>How wide a text is.</summary>
    public static double WidthOf(string text) => DiagramText.Columns(text) * ColumnWidth;

    /// <summary>Begins a group, which ends when the result is disposed of.</summary>
    /// <param name="title">What it is, which is shown as a tip and read out; null for nothing.</param>
    /// <param name="id">Its name for links, or null.</param>
    /// <param name="kind">Its class, or null.</param>
    public IDisposable Group(string? title = null, string? id = null, string? kind = null)
    {
        Start("g", ("id", id), ("class", kind));
        Title(title);
        return new End(xml);
    }

    /// <summary>Begins a link within the image.</summary>
    public IDisposable Link(string id)
    {
        Start("a", ("href", "#" + id));
        return new End(xml);
    }

    /// <param name="kind">Its class.</param>
    /// <param name="x">The left side.</param>
    /// <param name="y">The top.</param>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <param name="radius">That of its corners.</param>
    public void Box(string kind, double x, double y, double width, double height, double radius = 0)
    {
        Start(
            "rect", ("class", kind), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)),
            ("rx", radius > 0 ? Number(radius) : null));
        xml.WriteEndElement();
    }

    public void Circle(string kind, double x, double y, double radius)
    {
        Start("circle", ("class", kind), ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)));
        xml.WriteEndElement();
    }

    /// <summary>A line along a path; text that is given as numbers in it is written as SVG has them.</summary>
    public void Path(string kind, FormattableString path)
    {
        object?[] arguments = [.. path.GetArguments().Select(argument => argument is double number ? Number(number) : argument)];
        Start("path", ("class", kind), ("d", string.Format(CultureInfo.InvariantCulture, path.Format, arguments)));
        xml.WriteEndElement();
    }

    /// <summary>A text on its baseline.</summary>
    /// <param name="kind">Its class, or null.</param>
    /// <param name="x">Where it begins, or its middle.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="isCentered">Whether <paramref name="x"/> is its middle.</param>
    public void Text(string? kind, double x, double y, string text, bool isCentered = false)
    {
        Start("text", ("class", kind), ("x", Number(x)), ("y", Number(y)), ("text-anchor", isCentered ? "middle" : null));
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    /// <summary>A tip of an arrow.</summary>
    /// <param name="x">Where it points.</param>
    /// <param name="y">Where it points.</param>
    /// <param name="alongX">Its direction: 1 to the right, -1 to the left, 0 up or down.</param>
    /// <param name="alongY">Its direction: 1 down, -1 up, 0 to a side.</param>
    public void Tip(double x, double y, int alongX, int alongY)
    {
        const double length = 8;
        const double half = 4;
        var (backX, backY) = (x - alongX * length, y - alongY * length);
        Path("tip", $"M{x} {y}L{backX + alongY * half} {backY + alongX * half}L{backX - alongY * half} {backY - alongX * half}Z");
    }

    public void Title(string? title)
    {
        if (title is null)
            return;
        Start("title");
        xml.WriteString(title);
        xml.WriteEndElement();
    }

    /// <summary>A number as SVG has it.</summary>
    public static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private void Start(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.WriteStartElement(element, Namespace);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                xml.WriteAttributeString(name, value);
        }
    }

    private sealed class End(XmlWriter xml) : IDisposable
    {
        public void Dispose() => xml.WriteEndElement();
    }
}
