namespace ProtocolKit.Cli.Diagrams.Svg;

/// <summary>A part of an image that knows its size.</summary>
internal abstract class Drawing
{
    public double Width { get; protected init; }

    public double Height { get; protected init; }

    /// <summary>Draws it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="x">Its left side.</param>
    /// <param name="y">Its top.</param>
    public abstract void Draw(SvgWriter svg, double x, double y);
}

/// <summary>Lines of text.</summary>
internal sealed class TextListDrawing : Drawing
{
    private const double LineHeight = 20;

    private const int MaxColumns = 130;

    private readonly IReadOnlyList<(string Whole, string Shown)> _lines;

    public TextListDrawing(IEnumerable<string> lines)
    {
        _lines = [.. lines.Select(DiagramText.Of).Select(line => (line, DiagramText.Shorten(line, MaxColumns)))];
        (Width, Height) = (_lines.Select(line => SvgWriter.WidthOf(line.Shown)).DefaultIfEmpty().Max(), LineHeight * _lines.Count);
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            using (svg.Group(_lines[i].Whole))
                svg.Text("soft", x, y + LineHeight * i + 14, _lines[i].Shown);
        }
    }
}

/// <summary>A line of text.</summary>
internal sealed class TextDrawing : Drawing
{
    private readonly string _kind;
    private readonly string _text;
    private readonly double _baseline;

    /// <param name="kind">Its class.</param>
    /// <param name="text">The text.</param>
    /// <param name="scale">How large it is against other text.</param>
    /// <param name="above">The space above it.</param>
    /// <param name="below">The space below it.</param>
    public TextDrawing(string kind, string text, double scale = 1, double above = 0, double below = 0)
    {
        (_kind, _text, _baseline) = (kind, text, above + 14 * scale);
        (Width, Height) = (SvgWriter.WidthOf(text) * scale, above + 19 * scale + below);
    }

    public override void Draw(SvgWriter svg, double x, double y) => svg.Text(_kind, x, y + _baseline, _text);
}
