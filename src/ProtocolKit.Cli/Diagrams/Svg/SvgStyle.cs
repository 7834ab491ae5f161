using System.Text;

namespace ProtocolKit.Cli.Diagrams.Svg;

/// <summary>The style sheet of all images, in colours for light and for dark surroundings. Each stands in each rule, as not every program has
/// CSS variables.</summary>
internal static class SvgStyle
{
    private const string Shapes =
        """

        svg { color-scheme: light dark; }
        text { white-space: pre; font-size: 13px;
          font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }
        .h1 { font-size: 26px; font-weight: bold; }
        .h2 { font-size: 19.5px; font-weight: bold; }
        .h3 { font-weight: bold; }
        .line, .life, .ring, .part, .call-pane { fill: none; }
        .line, .ring { stroke-width: 1.5px; }
        .life, .cut, .call-pane { stroke-dasharray: 4 3; }
        .tls-pane, .name-pane { fill-opacity: .4; }
        """;

    private const string Colours =
        """

        .page { fill: PAGE; }
        text { fill: INK; }
        .soft { fill: SOFT; }
        .line, .life, .ring { stroke: LINE; }
        .tip, .dot { fill: LINE; }
        .pane { fill: PANE; stroke: RIM; }
        .part, .cut, .call-pane { stroke: RIM; }
        .class-box { fill: PANE; stroke: LINE; }
        .client { fill: CLIENT; }
        .client-box, .rule-box { fill: CLIENT-FILL; stroke: CLIENT; }
        .server { fill: SERVER; }
        .server-box, .value-box { fill: SERVER-FILL; stroke: SERVER; }
        .tls { fill: TLS; }
        .tls-box, .tls-pane, .literal-box { fill: TLS-FILL; stroke: TLS; }
        .end { fill: END; }
        .end-box { fill: END-FILL; stroke: END; }
        .name { fill: NAME; }
        .name-pane { fill: NAME-FILL; stroke: NAME; }

        """;

    /// <summary>What each colour is in light and in dark surroundings; the longer of two names that begin alike stands first.</summary>
    private static readonly (string Name, string Light, string Dark)[] s_palette =
    [
        ("CLIENT-FILL", "#ddf4ff", "#10253f"), ("CLIENT", "#0550ae", "#79c0ff"),
        ("SERVER-FILL", "#fbefff", "#2a1c40"), ("SERVER", "#6639ba", "#d2a8ff"),
        ("TLS-FILL", "#dafbe1", "#0f2d1a"), ("TLS", "#116329", "#56d364"),
        ("END-FILL", "#ffebe9", "#3c1618"), ("END", "#a40e26", "#ff9a92"),
        ("NAME-FILL", "#fff8c5", "#2d240c"), ("NAME", "#7d4e00", "#e3b341"),
        ("PAGE", "#ffffff", "#0d1117"), ("INK", "#1f2328", "#e6edf3"), ("SOFT", "#59636e", "#9198a1"),
        ("LINE", "#57606a", "#8b949e"), ("PANE", "#f6f8fa", "#151b23"), ("RIM", "#afb8c1", "#57606a"),
    ];

    /// <summary>The style sheet.</summary>
    public static string Sheet { get; } =
        $"{Shapes}{InColours(isDark: false)}@media (prefers-color-scheme: dark) {{{InColours(isDark: true)}}}\n";

    private static string InColours(bool isDark)
    {
        var rules = new StringBuilder(Colours);
        foreach (var (name, light, dark) in s_palette)
            rules.Replace($" {name};", $" {(isDark ? dark : light)};");
        return rules.ToString();
    }
}
