using ProtocolKit.Cli.Diagrams.Svg;

namespace ProtocolKit.Cli.Diagrams.Sequence;

/// <summary>A sequence diagram: two lifelines, and items from top to bottom.</summary>
internal sealed class SequenceDrawing : Drawing
{
    private const int MaxColumns = 90;
    private const double FrameMargin = 12;
    private const double SideWidth = 72;
    private const double SideHeight = 28;
    private const double Gap = 8;
    private const double CaptionHeight = 24;
    private const double MessageHeight = 38;
    private const double BarHeight = 32;

    private readonly IReadOnlyList<SequenceItem> _items;
    private readonly double _span;
    private readonly double _margin;

    public SequenceDrawing(IReadOnlyList<SequenceItem> items)
    {
        _items = items;
        _margin = 52 + FrameMargin * Depth(items);
        _span = Math.Max(320, All(items).Select(WidthOf).DefaultIfEmpty().Max() + 40);
        Width = _span + 2 * _margin;
        Height = SideHeight + Gap + HeightOf(items) + Gap + SideHeight;
    }

    public override void Draw(SvgWriter svg, double x, double y)
    {
        var (client, server) = (x + _margin, x + _margin + _span);
        var bottom = y + Height - SideHeight;
        var handshake = _items.TakeWhile(item => item is not SequenceTls).ToArray();
        if (handshake.Length < _items.Count)
        {
            var top = y + SideHeight + Gap + HeightOf(handshake);
            svg.Box("tls-pane", x, top, Width, bottom - top - Gap / 2, radius: 6);
        }

        foreach (var side in (double[])[client, server])
            svg.Path("life", $"M{side} {y + SideHeight}V{bottom}");
        foreach (var top in (double[])[y, bottom])
        {
            DrawSide(svg, "client", client, top);
            DrawSide(svg, "server", server, top);
        }

        Draw(svg, _items, client, y + SideHeight + Gap, depth: 0);
    }

    private static void DrawSide(SvgWriter svg, string name, double x, double y)
    {
        svg.Box(name + "-box", x - SideWidth / 2, y, SideWidth, SideHeight, radius: 4);
        svg.Text(name, x, y + 19, name, isCentered: true);
    }

    private void Draw(SvgWriter svg, IReadOnlyList<SequenceItem> items, double client, double y, int depth)
    {
        foreach (var item in items)
        {
            Draw(svg, item, client, y, depth);
            y += HeightOf(item);
        }
    }

    private void Draw(SvgWriter svg, SequenceItem item, double client, double y, int depth)
    {
        switch (item)
        {
            case SequenceMessage message:
                DrawMessage(svg, message, client, y);
                break;
            case SequenceNote note:
                DrawBar(svg, "pane", "soft", note.Text, client, y);
                break;
            case SequenceTls tls:
                DrawBar(svg, "tls-box", "tls", tls.Text, client, y);
                break;
            case SequenceEnd end:
                DrawBar(svg, "end-box", "end", end.Text, client, y);
                break;
            case SequenceFrame frame:
                DrawFrame(svg, frame, client, y, depth);
                break;
        }
    }

    private void DrawMessage(SvgWriter svg, SequenceMessage message, double client, double y)
    {
        var text = DiagramText.Of(message.Text);
        var arrow = y + MessageHeight - 12;
        using (svg.Group($"{(message.FromClient ? "The client" : "The server")} says {text}"))
        {
            var shown = DiagramText.Shorten(text, MaxColumns);
            svg.Text(message.FromClient ? "client" : "server", client + _span / 2, arrow - 6, shown, isCentered: true);
            svg.Path("line", $"M{client} {arrow}H{client + _span}");
            if (message.FromClient)
                svg.Tip(client + _span, arrow, 1, 0);
            else
                svg.Tip(client, arrow, -1, 0);
        }
    }

    private void DrawBar(SvgWriter svg, string box, string kind, string text, double client, double y)
    {
        var whole = DiagramText.Of(text);
        var shown = DiagramText.Shorten(whole, MaxColumns);
        var width = SvgWriter.WidthOf(shown) + 24;
        using (svg.Group(whole))
        {
            svg.Box(box, client + (_span - width) / 2, y + 3, width, BarHeight - 8, radius: 12);
            svg.Text(kind, client + _span / 2, y + 19, shown, isCentered: true);
        }
    }

    private void DrawFrame(SvgWriter svg, SequenceFrame frame, double client, double y, int depth)
    {
        var left = client - _margin + FrameMargin * depth + 4;
        var width = _span + 2 * (client - left);
        var kind = frame.Kind.ToString().ToLowerInvariant();
        svg.Box("part", left, y + 2, width, HeightOf(frame) - Gap, radius: 4);
        svg.Text("h3 soft", left + 6, y + 18, kind);
        var top = y;
        foreach (var (i, section) in frame.Sections.Index())
        {
            if (i > 0)
                svg.Path("cut", $"M{left} {top + 2}H{left + width}");
            if (section.Caption.Length > 0)
            {
                var caption = DiagramText.Of(section.Caption);
                using (svg.Group(caption))
                    svg.Text("soft", client + Gap, top + 18, $"[{DiagramText.Shorten(caption, MaxColumns)}]");
            }

            Draw(svg, section.Items, client, top + HeadOf(section, i), depth + 1);
            top += HeadOf(section, i) + HeightOf(section.Items) + 2;
        }
    }

    private static double HeadOf(SequenceSection section, int index) => index == 0 || section.Caption.Length > 0 ? CaptionHeight : Gap;

    private static double HeightOf(IEnumerable<SequenceItem> items) => items.Sum(HeightOf);

    private static double HeightOf(SequenceItem item) => item switch
    {
        SequenceMessage => MessageHeight,
        SequenceFrame frame => frame.Sections.Index().Sum(one => HeadOf(one.Item, one.Index) + HeightOf(one.Item.Items) + 2) + 4 + Gap,
        _ => BarHeight,
    };

    private static int Depth(IEnumerable<SequenceItem> items) =>
        items.OfType<SequenceFrame>().Select(frame => 1 + frame.Sections.Max(section => Depth(section.Items))).DefaultIfEmpty().Max();

    private static IEnumerable<SequenceItem> All(IEnumerable<SequenceItem> items) =>
        items.SelectMany(item => item is SequenceFrame frame
            ? frame.Sections.SelectMany(section => All(section.Items)).Prepend(item)
            : [item]);

    private static double WidthOf(SequenceItem item) => item switch
    {
        SequenceMessage message => WidthOf(message.Text),
        SequenceNote note => WidthOf(note.Text),
        SequenceTls tls => WidthOf(tls.Text),
        SequenceFrame frame => frame.Sections.Max(section => WidthOf(section.Caption)) + 24,
        _ => 0,
    };

    private static double WidthOf(string text) => SvgWriter.WidthOf(DiagramText.Shorten(DiagramText.Of(text), MaxColumns));
}
