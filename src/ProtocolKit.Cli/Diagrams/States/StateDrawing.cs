using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.States;

/// <summary>
/// A state diagram. The states stand below each other in the order of the dialogue, the way to the next one goes down; every other way has
/// a row of its own to the right of its state, and leads to an end there, or to a lane that leads to another state.
/// </summary>
internal sealed class StateDrawing : Drawing
{
    private const int MaxColumns = 64;
    private const double RowHeight = 28;
    private const double Pad = 16;
    private const double LaneWidth = 14;
    private const double LineHeight = 18;
    private const double PaneHead = 30;

    private readonly List<Place> _places = [];
    private readonly List<string> _lanes;
    private readonly double _stateWidth;
    private readonly double _labelWidth;
    private readonly double _endWidth;
    private readonly double _insideTop;

    public StateDrawing(StateGraph graph)
    {
        var nodes = graph.Nodes;
        _stateWidth = Math.Max(120, nodes.Max(node => SvgWriter.WidthOf(node.Name)) + 32);
        var y = Pad;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].IsInsideTls && (i == 0 || !nodes[i - 1].IsInsideTls))
                (_insideTop, y) = (y, y + PaneHead);
            var next = i + 1 < nodes.Count ? nodes[i + 1].Id : null;
            var rows = Rows(nodes[i], next);
            var isEntered = nodes.Index().Any(other => other.Item.Ways.Any(way => way.Then == nodes[i].Id) && other.Index != i - 1);
            var down = Down(nodes[i], next);
            var isDot = nodes[i].Kind == StateNodeKind.Begin && rows.Count == 0;
            var height = isDot ? 16 : Math.Max(32, (rows.Count + (isEntered ? 1 : 0)) * RowHeight + 8);
            _places.Add(new Place(nodes[i], y, height, rows, down, isEntered));
            y += height + Math.Max(26, down.Count * LineHeight + 20);
            if (i + 1 < nodes.Count && nodes[i + 1].IsInsideTls != nodes[i].IsInsideTls)
                y += Pad;
        }

        _lanes = [.. _places.Where(place => place.IsEntered).Select(place => place.Node.Id)];
        Row[] all = [.. _places.SelectMany(place => place.Rows)];
        _labelWidth = all.Select(row => SvgWriter.WidthOf(row.Shown) + 24).DefaultIfEmpty().Max();
        _endWidth = all.Select(row => row.End is { } end ? SvgWriter.WidthOf(end) + 24 : 0).DefaultIfEmpty().Max();
        var downWidth = _places.SelectMany(place => place.Down).Select(SvgWriter.WidthOf).DefaultIfEmpty().Max() + 16 + _stateWidth / 2;
        Width = Pad * 2 + Math.Max(_stateWidth + _labelWidth + _endWidth + LaneWidth * (_lanes.Count + 1), downWidth);
        Height = y - 10;
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        svg.Box("tls-pane", x, y + _insideTop, Width, Height - _insideTop, radius: 6);
        svg.Text("tls", x + Pad + _stateWidth / 2 + 10, y + _insideTop + 20, "inside TLS");
        foreach (var place in _places.Where(place => place.IsEntered))
            DrawLane(svg, place, x, y);
        foreach (var (i, place) in _places.Index())
        {
            DrawDown(svg, place, i + 1 < _places.Count ? _places[i + 1] : null, x, y);
            foreach (var (row, at) in place.Rows.Zip(place.RowPlaces))
                DrawRow(svg, place, row, x, y + at);
            DrawState(svg, place, x, y);
        }
    }

    private void DrawState(SvgWriter svg, Place place, double x, double y)
    {
        var (node, middle) = (place.Node, x + Pad + _stateWidth / 2);
        var top = y + place.Y;
        if (node.Kind == StateNodeKind.Begin)
        {
            svg.Circle("dot", middle, y + place.Dot, 8);
            if (place.Rows.Count > 1)
                svg.Path("line", $"M{middle} {y + place.Dot}V{y + place.RowPlaces.Last()}");
            return;
        }

        var what = node.Kind switch
        {
            StateNodeKind.Reading => "reads",
            StateNodeKind.Writing => "writes",
            StateNodeKind.Choice => "goes on at once",
            StateNodeKind.Tls => "TLS starts",
            _ => "the caller has the connection",
        };
        using (svg.Group($"{node.Name}: {what}"))
        {
            var kind = node.Kind switch
            {
                StateNodeKind.Reading => "server-box",
                StateNodeKind.Writing => "client-box",
                StateNodeKind.Choice => "class-box",
                _ => "tls-box",
            };
            svg.Box(kind, x + Pad, top, _stateWidth, place.Height, radius: node.Kind == StateNodeKind.Choice ? 2 : 8);
            svg.Text(null, middle, top + place.Height / 2 + 5, node.Name, isCentered: true);
        }
    }

    private void DrawDown(SvgWriter svg, Place place, Place? next, double x, double y)
    {
        if (next is null || !place.GoesDown(next.Node.Id))
            return;
        var middle = x + Pad + _stateWidth / 2;
        var (top, bottom) = (y + (place.Node.Kind == StateNodeKind.Begin ? place.Dot : place.Y + place.Height), y + next.Y);
        svg.Path("line", $"M{middle} {top}V{bottom}");
        svg.Tip(middle, bottom, 0, 1);
        for (var i = 0; i < place.Down.Count; i++)
            svg.Text(null, middle + 10, y + place.Y + place.Height + LineHeight * (i + 1) - 1, place.Down[i]);
    }

    private void DrawRow(SvgWriter svg, Place place, Row row, double x, double y)
    {
        var left = x + Pad + (place.Node.Kind == StateNodeKind.Begin ? _stateWidth / 2 : _stateWidth);
        var end = x + Pad + _stateWidth + _labelWidth;
        using (svg.Group(row.Title))
        {
            svg.Text(null, x + Pad + _stateWidth + 10, y - 5, row.Shown);
            if (row.End is null)
            {
                svg.Path("line", $"M{left} {y}H{LaneOf(row.Then!, x)}");
                return;
            }

            svg.Path("line", $"M{left} {y}H{end}");
            svg.Tip(end, y, 1, 0);
            var width = SvgWriter.WidthOf(row.End) + 20;
            svg.Box("end-box", end, y - 11, width, 22, radius: 11);
            svg.Text("end", end + width / 2, y + 4.5, row.End, isCentered: true);
        }
    }

    private void DrawLane(SvgWriter svg, Place target, double x, double y)
    {
        var lane = LaneOf(target.Node.Id, x);
        var entry = y + target.Y + RowHeight - 8;
        double[] from =
        [
            .. _places.SelectMany(place => place.Rows.Zip(place.RowPlaces))
                .Where(row => row.First.Then == target.Node.Id).Select(row => y + row.Second),
        ];
        var right = x + Pad + _stateWidth;
        svg.Path("line", $"M{lane} {from.Append(entry).Min()}V{from.Append(entry).Max()}M{lane} {entry}H{right}");
        svg.Tip(right, entry, -1, 0);
    }

    private double LaneOf(string id, double x) => x + Pad + _stateWidth + _labelWidth + _endWidth + LaneWidth * (_lanes.IndexOf(id) + 1);

    /// <summary>The ways that do not lead to the next state; those to one place share a row.</summary>
    private static List<Row> Rows(StateNode node, string? next) =>
    [
        .. node.Ways.Where(way => way.Then is null || way.Then != next).GroupBy(way => (way.Then, way.End)).SelectMany(group =>
            DiagramText.Wrap(group.Select(way => DiagramText.Of(way.Label)), ", ", MaxColumns)
                .Select(label => new Row(label, group.Key.Then, group.Key.End))),
    ];

    private static IReadOnlyList<string> Down(StateNode node, string? next) => DiagramText.Wrap(
        node.Ways.Where(way => way.Then is not null && way.Then == next && way.Label.Length > 0)
            .Select(way => DiagramText.Shorten(DiagramText.Of(way.Label), MaxColumns)),
        ", ", MaxColumns);

    /// <summary>A way to the right of its state.</summary>
    private sealed record Row(string Label, string? Then, string? End)
    {
        public string Shown { get; } = DiagramText.Shorten(Label, MaxColumns);

        public string Title => End is null ? Label : $"{Label}: {End}";
    }

    /// <summary>Where a state stands.</summary>
    private sealed record Place(StateNode Node, double Y, double Height, List<Row> Rows, IReadOnlyList<string> Down, bool IsEntered)
    {
        /// <summary>The lines of its rows; that of the way in stands above them.</summary>
        public IEnumerable<double> RowPlaces => Rows.Select((_, i) => Y + RowHeight * (i + (IsEntered ? 2 : 1)) - 4);

        /// <summary>The middle of the dot that stands in place of a state: in line with its row.</summary>
        public double Dot => Y + (Rows.Count > 0 ? RowHeight - 4 : 8);

        public bool GoesDown(string next) => Node.Ways.Any(way => way.Then == next);
    }
}
