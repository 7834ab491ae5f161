using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>Parts one behind the other, in rows where they would be too wide for one.</summary>
internal sealed class RailroadSequence : RailroadItem
{
    private readonly List<List<RailroadItem>> _rows = [[]];
    private readonly List<double> _offsets = [0];
    private readonly double _inner;

    /// <param name="items">The parts.</param>
    /// <param name="available">The width that should not be exceeded.</param>
    public RailroadSequence(IReadOnlyList<RailroadItem> items, double available)
    {
        var isOneRow = WidthOf(items) <= available;
        var width = 0.0;
        foreach (var item in items)
        {
            if (!isOneRow && _rows[^1].Count > 0 && width + item.Width > available - 4 * Radius)
            {
                _rows.Add([]);
                width = 0;
            }

            _rows[^1].Add(item);
            width += item.Width + Gap;
        }

        // Between two rows there is room for the way back.
        for (var i = 1; i < _rows.Count; i++)
            _offsets.Add(_offsets[i - 1] + Math.Max(DownOf(_rows[i - 1]) + Gap, 2 * Radius) + Math.Max(UpOf(_rows[i]) + Gap, 2 * Radius));

        _inner = _rows.Max(WidthOf);
        Width = _rows.Count == 1 ? _inner : _inner + 4 * Radius;
        Up = UpOf(_rows[0]);
        Down = _offsets[^1] + DownOf(_rows[^1]);
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        if (_rows.Count == 1)
        {
            Draw(svg, _rows[0], x, y, _inner);
            return;
        }

        var left = x + Radius;
        var right = left + _inner;
        svg.Path("line", $"M{x} {y}H{left}");
        for (var i = 0; i < _rows.Count; i++)
        {
            var track = y + _offsets[i];
            Draw(svg, _rows[i], left, track, _inner);
            if (i + 1 == _rows.Count)
                break;
            var next = y + _offsets[i + 1];
            var back = next - Math.Max(UpOf(_rows[i + 1]) + Gap, 2 * Radius);
            DrawTurn(svg, right, track, back, isToRight: true);
            svg.Path("line", $"M{right} {back}H{left}");
            DrawTurn(svg, left, back, next, isToRight: false);
            svg.Tip(left + _inner / 2, back, -1, 0);
        }

        var last = y + _offsets[^1];
        svg.Path("line", $"M{right} {last}h{Radius}");
        DrawBranch(svg, right + Radius, last, y);
    }

    private static void Draw(SvgWriter svg, List<RailroadItem> items, double x, double y, double width)
    {
        var end = x + width;
        foreach (var (i, item) in items.Index())
        {
            item.Draw(svg, x, y);
            x += item.Width;
            if (i + 1 < items.Count)
            {
                svg.Path("line", $"M{x} {y}h{Gap}");
                x += Gap;
            }
        }

        if (end - x > 0.05)
            svg.Path("line", $"M{x} {y}H{end}");
    }

    private static double WidthOf(IReadOnlyList<RailroadItem> items) => items.Sum(item => item.Width) + Gap * Math.Max(0, items.Count - 1);

    private static double UpOf(IEnumerable<RailroadItem> items) => items.Select(item => item.Up).DefaultIfEmpty().Max();

    private static double DownOf(IEnumerable<RailroadItem> items) => items.Select(item => item.Down).DefaultIfEmpty().Max();
}
