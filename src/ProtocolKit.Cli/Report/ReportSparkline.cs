using System.Globalization;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>Draws how something has developed, as small as a word. Attributes of SVG need no style, which the page's policy would not
/// allow.</summary>
internal static class ReportSparkline
{
    private const int Width = 96, Height = 22, Side = 9, Gap = 2;

    /// <summary>A line of shares, from 0 to 1; empty for fewer than two.</summary>
    public static string Shares(IReadOnlyList<double> shares)
    {
        if (shares.Count < 2)
            return "";
        var (x, y) = (3.0, 0.0);
        var points = new StringBuilder();
        for (var i = 0; i < shares.Count; i++)
        {
            (x, y) = (3 + ((Width - 6.0) * i / (shares.Count - 1)), Height - 3 - ((Height - 6) * shares[i]));
            points.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : " ")}{x:0.#},{y:0.#}");
        }

        var words = string.Join(", ", shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %")));
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"spark\" width=\"{Width}\" height=\"{Height}\" role=\"img\" "
            + $"aria-label=\"{words}\"><polyline points=\"{points}\"/>"
            + $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"2.5\"/></svg>");
    }

    /// <summary>A square for each survey of a server, this one's last, in the colour of the verdict, and as high as that is
    /// good.</summary>
    public static string Verdicts(ReportRow row)
    {
        var verdicts = row.Earlier.Append(row.Verdict).ToArray();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"<svg class=\"history\" width=\"{verdicts.Length * (Side + Gap)}\" height=\"14\" role=\"img\" aria-label=\"{row.History}\">");
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] is not { } verdict)
                continue;
            var height = verdict switch { ReportVerdict.Secured => 14, ReportVerdict.Unverified => 10, ReportVerdict.Clear => 6, _ => 3 };
            text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{verdict.ToString().ToLowerInvariant()}\" x=\"{i * (Side + Gap)}\" ")
                .Append(CultureInfo.InvariantCulture, $"y=\"{14 - height}\" width=\"{Side}\" height=\"{height}\"/>");
        }

        return text.Append("</svg>").ToString();
    }
}
