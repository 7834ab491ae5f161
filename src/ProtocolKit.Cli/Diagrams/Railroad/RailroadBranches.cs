using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>Parts of which one is taken; the first lies on the track, the others below.</summary>
internal sealed class RailroadChoice : RailroadItem
{
    private readonly IReadOnlyList<RailroadItem> _options;
    private readonly double[] _offsets;
    private readonly double _inner;

    public RailroadChoice(IReadOnlyList<RailroadItem> options)
    {
        _options = options;
        _offsets = new double[options.Count];
        for (var i = 1; i < options.Count; i++)
            _offsets[i] = _offsets[i - 1] + Math.Max(options[i - 1].Down + Gap + options[i].Up, 2 * Radius);
        _inner = options.Max(option => option.Width);
        Width = _inner + 4 * Radius;
        Up = options[0].Up;
        Down = _offsets[^1] + options[^1].Down;
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        var (left, right) = (x + 2 * Radius, x + 2 * Radius + _inner);
        svg.Path("line", $"M{x} {y}H{left}M{right} {y}H{x + Width}");
        for (var i = 0; i < _options.Count; i++)
        {
            var track = y + _offsets[i];
            DrawFilled(svg, _options[i], left, track, _inner);
            if (i == 0)
                continue;
            DrawBranch(svg, x, y, track);
            DrawBranch(svg, right, track, y);
        }
    }
}

/// <summary>A part that may be left out, by the way above it.</summary>
internal sealed class RailroadOption : RailroadItem
{
    private readonly RailroadItem _item;
    private readonly double _way;

    public RailroadOption(RailroadItem item)
    {
        _item = item;
        _way = Math.Max(item.Up + Gap, 2 * Radius);
        (Width, Up, Down) = (item.Width + 4 * Radius, _way + 2, item.Down);
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        var (left, right) = (x + 2 * Radius, x + 2 * Radius + _item.Width);
        svg.Path("line", $"M{x} {y}H{left}M{right} {y}H{x + Width}");
        _item.Draw(svg, left, y);
        DrawBranch(svg, x, y, y - _way);
        svg.Path("line", $"M{left} {y - _way}H{right}");
        DrawBranch(svg, right, y - _way, y);
    }
}

/// <summary>A part that may come again, by the way back below it.</summary>
internal sealed class RailroadLoop : RailroadItem
{
    private const double CaptionHeight = 20;

    private readonly RailroadItem _item;
    private readonly string _caption;
    private readonly double _inner;
    private readonly double _way;

    /// <param name="item">The part.</param>
    /// <param name="caption">How often it comes; empty for any number of times.</param>
    public RailroadLoop(RailroadItem item, string caption)
    {
        (_item, _caption) = (item, caption);
        _inner = Math.Max(item.Width, SvgWriter.WidthOf(caption) + 8);
        _way = Math.Max(item.Down + Gap, 2 * Radius);
        (Width, Up, Down) = (_inner + 2 * Radius, item.Up, _way + (caption.Length > 0 ? CaptionHeight : 4));
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        var (left, right) = (x + Radius, x + Radius + _inner);
        svg.Path("line", $"M{x} {y}H{left}M{right} {y}H{x + Width}");
        DrawFilled(svg, _item, left, y, _inner);
        DrawTurn(svg, right, y, y + _way, isToRight: true);
        svg.Path("line", $"M{right} {y + _way}H{left}");
        DrawTurn(svg, left, y, y + _way, isToRight: false);
        svg.Tip(left + _inner / 2 - 4, y + _way, -1, 0);
        if (_caption.Length > 0)
            svg.Text("soft", left + _inner / 2, y + _way + CaptionHeight - 3, _caption, isCentered: true);
    }
}

/// <summary>A part with a name, in a frame.</summary>
internal sealed class RailroadGroup : RailroadItem
{
    private const double Pad = 10;
    private const double CaptionHeight = 20;

    private readonly RailroadItem _item;
    private readonly bool _isName;
    private readonly string _caption;
    private readonly string _title;
    private readonly double _inner;

    /// <param name="item">The part.</param>
    /// <param name="isName">Whether it is a label, whose value can be asked for; else it is only said what the part is.</param>
    /// <param name="caption">The name.</param>
    /// <param name="title">All of the name.</param>
    public RailroadGroup(RailroadItem item, bool isName, string caption, string title)
    {
        (_item, _isName, _caption, _title) = (item, isName, caption, title);
        _inner = Math.Max(item.Width, SvgWriter.WidthOf(caption) - Pad + 4);
        (Width, Up, Down) = (_inner + 2 * Pad, item.Up + CaptionHeight + 2, item.Down + 7);
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        using (svg.Group(_title))
        {
            svg.Box(_isName ? "name-pane" : "call-pane", x, y - Up, Width, Up + Down, radius: 4);
            svg.Text(_isName ? "name" : "soft", x + 6, y - Up + 15, _caption);
            svg.Path("line", $"M{x} {y}h{Pad}");
            DrawFilled(svg, _item, x + Pad, y, _inner);
            svg.Path("line", $"M{x + Pad + _inner} {y}h{Pad}");
        }
    }
}
