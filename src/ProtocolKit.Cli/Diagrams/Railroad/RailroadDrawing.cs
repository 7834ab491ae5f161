using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>A railroad diagram with its name, and the dots at which the track begins and ends.</summary>
internal sealed class RailroadDrawing : Drawing
{
    private const double Head = 30;
    private const double Stub = 20;

    private readonly string _name;
    private readonly string? _id;
    private readonly RailroadItem _item;

    /// <param name="name">The name.</param>
    /// <param name="id">What links to it lead to, or null.</param>
    /// <param name="item">What is drawn.</param>
    public RailroadDrawing(string name, string? id, RailroadItem item)
    {
        (_name, _id, _item) = (DiagramText.Of(name), id, item);
        Width = Math.Max(SvgWriter.WidthOf(Shown), item.Width + 2 * Stub + 8);
        Height = Head + Math.Max(item.Up, 8) + Math.Max(item.Down, 8) + 18;
    }

    private string Shown => DiagramText.Shorten(_name, 110);

    public override void Draw(SvgWriter svg, double x, double y)
    {
        var track = y + Head + Math.Max(_item.Up, 8);
        using (svg.Group(_name, _id))
        {
            svg.Text("h3", x, y + 16, Shown);
            svg.Circle("dot", x + 4, track, 4);
            svg.Path("line", $"M{x + 4} {track}h{Stub}");
            _item.Draw(svg, x + 4 + Stub, track);
            svg.Path("line", $"M{x + 4 + Stub + _item.Width} {track}h{Stub}");
            svg.Circle("dot", x + 4 + 2 * Stub + _item.Width, track, 4);
        }
    }
}
