using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>A part of a railroad diagram. The track comes in at its left and leaves at its right, at one height.</summary>
internal abstract class RailroadItem
{
    /// <summary>The radius of curves.</summary>
    public const double Radius = 9;

    /// <summary>The space between tracks.</summary>
    public const double Gap = 9;

    public double Width { get; protected init; }

    /// <summary>How far it reaches above the track.</summary>
    public double Up { get; protected init; }

    /// <summary>How far it reaches below the track.</summary>
    public double Down { get; protected init; }

    /// <summary>Draws it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="x">Its left side.</param>
    /// <param name="y">The height of the track.</param>
    public abstract void Draw(SvgWriter svg, double x, double y);

    /// <summary>Draws track that goes up or down to another height, and on to the right, two radii further.</summary>
    protected static void DrawBranch(SvgWriter svg, double x, double y, double toY)
    {
        var (along, first, second) = toY > y ? (Radius, 1, 0) : (-Radius, 0, 1);
        svg.Path("line", $"M{x} {y}a{Radius} {Radius} 0 0 {first} {Radius} {along}V{toY - along}a{Radius} {Radius} 0 0 {second} {Radius} {along}");
    }

    /// <summary>Draws track that turns down and back, around to the right or to the left.</summary>
    protected static void DrawTurn(SvgWriter svg, double x, double y, double toY, bool isToRight)
    {
        var (side, sweep) = isToRight ? (Radius, 1) : (-Radius, 0);
        svg.Path("line", $"M{x} {y}a{Radius} {Radius} 0 0 {sweep} {side} {Radius}V{toY - Radius}a{Radius} {Radius} 0 0 {sweep} {-side} {Radius}");
    }

    /// <summary>Draws it with track up to a width.</summary>
    protected static void DrawFilled(SvgWriter svg, RailroadItem item, double x, double y, double width)
    {
        item.Draw(svg, x, y);
        if (width > item.Width)
            svg.Path("line", $"M{x + item.Width} {y}H{x + width}");
    }
}

/// <summary>Track alone.</summary>
internal sealed class RailroadSkip : RailroadItem
{
    public override void Draw(SvgWriter svg, double x, double y)
    {
    }
}

/// <summary>A box on the track, with one or more lines of text.</summary>
internal sealed class RailroadBox : RailroadItem
{
    private const double LineHeight = 18;

    private readonly RailroadBoxKind _kind;
    private readonly IReadOnlyList<string> _lines;
    private readonly string _title;
    private readonly string? _link;

    /// <param name="kind">What stands in it.</param>
    /// <param name="lines">The text.</param>
    /// <param name="title">All of the text.</param>
    /// <param name="link">What it leads to, or null.</param>
    public RailroadBox(RailroadBoxKind kind, IReadOnlyList<string> lines, string title, string? link = null)
    {
        (_kind, _lines, _title, _link) = (kind, lines, title, link);
        Width = lines.Max(SvgWriter.WidthOf) + 20;
        Up = 13;
        Down = 13 + LineHeight * (lines.Count - 1);
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        using (_link is null ? svg.Group(_title) : svg.Link(_link))
        {
            if (_link is not null)
                svg.Title(_title);
            var radius = _kind == RailroadBoxKind.Rule ? 0 : 12;
            svg.Box(_kind.ToString().ToLowerInvariant() + "-box", x, y - Up, Width, Up + Down, radius);
            for (var i = 0; i < _lines.Count; i++)
                svg.Text(null, x + Width / 2, y + 4.5 + LineHeight * i, _lines[i], isCentered: true);
        }
    }
}

/// <summary>What stands in a box.</summary>
internal enum RailroadBoxKind
{
    /// <summary>Octets as they are.</summary>
    Literal,

    /// <summary>One octet out of a set, or a number.</summary>
    Class,

    /// <summary>What another rule has.</summary>
    Rule,

    /// <summary>A value that is repeated.</summary>
    Value,
}
