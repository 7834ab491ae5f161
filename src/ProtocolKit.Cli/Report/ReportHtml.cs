using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>Writes a report as one HTML file that needs no other. The table is HTML, and can be read without the script, which sorts,
/// filters and shows the dialogues.</summary>
internal static class ReportHtml
{
    private static readonly string Css = Read("report.css");
    private static readonly string Script = Read("report.js");

    public static string Write(SurveyReport report)
    {
        var title = ReportText.Html(report.Title);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Hash(Css)}';
              script-src 'sha256-{Hash(Script)}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>{Css}</style>
            </head>
            <body>
            <header>
            <h1>{title}</h1>

            """);
        WriteHead(page, report);
        page.Append("</header>\n<main>\n");
        WriteFilters(page, report);
        WriteTable(page, report);
        page.Append("</main>\n<dialog id=\"details\" aria-labelledby=\"details-title\"><div class=\"bar\"><h2 id=\"details-title\"></h2>"
            + "<button type=\"button\" id=\"close\">Close</button></div><dl id=\"facts\"></dl><h3>Dialogue</h3>"
            + "<pre id=\"dialogue\" tabindex=\"0\" role=\"region\" aria-label=\"Dialogue\"></pre></dialog>\n");
        page.Append("<script type=\"application/json\" id=\"data\">").Append(ReportDetails.Write(report)).Append("</script>\n");
        page.Append("<script>").Append(Script).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteHead(StringBuilder page, SurveyReport report)
    {
        if (report.HasEarlier)
        {
            var times = string.Join(", ", report.Earlier.Select(survey =>
                survey.Time is { } time ? Minute(time) : "at a time that is not told"));
            page.Append(CultureInfo.InvariantCulture, $"<p>Earlier surveys, from the left of each line and row of squares: {times}.</p>\n");
        }

        if (report.Time is var (first, last))
            page.Append(CultureInfo.InvariantCulture, $"<p>Surveyed from {Minute(first)} to {Minute(last)}.</p>\n");
        foreach (var note in report.Notes)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\" role=\"note\">{ReportText.Html(note)}</p>\n");
        WriteShares(page, report);
        page.Append("<dl class=\"summary\">\n");
        foreach (var (count, what) in report.Summary)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<div{Colour(what)}><dt>{what}</dt><dd>{count:N0}{Share(count, report.Rows.Count, what)}"
                + $"{ReportSparkline.Shares(report.History(what))}</dd></div>\n");
        }

        page.Append("</dl>\n");
        if (report.Gone.Count == 0)
            return;
        page.Append("<details><summary>No longer surveyed</summary><ul>");
        foreach (var gone in report.Gone)
            page.Append(CultureInfo.InvariantCulture, $"<li>{ReportText.Html(gone)}</li>");
        page.Append("</ul></details>\n");
    }

    /// <summary>The class of a verdict's count, which has its colour.</summary>
    private static string Colour(string what) => what switch
    {
        "verified TLS" => " class=\"secured\"",
        "TLS, not verified" => " class=\"unverified\"",
        "no TLS" => " class=\"clear\"",
        "not known" => " class=\"unknown\"",
        _ => "",
    };

    private static string Share(int count, int all, string what) => what is "servers" or "no longer surveyed"
        ? "" : string.Create(CultureInfo.InvariantCulture, $" <small>{100.0 * count / all:0.#} %</small>");

    /// <summary>A bar of the verdicts' shares; attributes of SVG need no style, which the policy would not allow.</summary>
    private static void WriteShares(StringBuilder page, SurveyReport report)
    {
        page.Append("<svg class=\"shares\" width=\"100%\" height=\"14\" aria-hidden=\"true\">");
        var start = 0.0;
        foreach (var verdict in Enum.GetValues<ReportVerdict>())
        {
            var share = 100.0 * report.Rows.Count(row => row.Verdict == verdict) / report.Rows.Count;
            page.Append(CultureInfo.InvariantCulture, $"<rect "
                + $"class=\"{Name(verdict)}\" x=\"{start:0.##}%\" width=\"{share:0.##}%\" height=\"14\"/>");
            start += share;
        }

        page.Append("</svg>\n");
    }

    private static void WriteFilters(StringBuilder page, SurveyReport report)
    {
        page.Append("<form id=\"filters\" role=\"search\" aria-label=\"Filters\" hidden>\n"
            + "<label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n<label>Verdict <select "
                + "id=\"verdict\"><option value=\"\">all</option>"
            + "<option value=\"secured\">verified TLS</option><option value=\"unverified\">TLS, not verified</option><option "
                + "value=\"clear\">no TLS</option>"
            + "<option value=\"unknown\">not known</option></select></label>\n<label>Protocol <select id=\"protocol\"><option "
                + "value=\"\">all</option>");
        foreach (var protocol in report.Rows.Select(row => ReportText.Html(row.Report.Protocol)).Distinct().Order(StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"<option value=\"{protocol}\">{protocol}</option>");
        page.Append("</select></label>\n");
        if (report.HasEarlier)
            page.Append("<label><input type=\"checkbox\" id=\"changed\"> changed only</label>\n");
        page.Append(CultureInfo.InvariantCulture, $"<output id=\"count\" "
            + $"aria-live=\"polite\">{report.Rows.Count:N0} servers</output>\n</form>\n");
    }

    private static void WriteTable(StringBuilder page, SurveyReport report)
    {
        var columns = report.Columns;
        page.Append("<div class=\"scroll\" role=\"region\" aria-label=\"Servers\" tabindex=\"0\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<table role=\"table\" "
            + $"class=\"columns-{columns.Count}\"><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var (column, _) in columns)
            page.Append(CultureInfo.InvariantCulture, $"<th role=\"columnheader\" scope=\"col\" aria-sort=\"none\"><button "
                + $"type=\"button\">{column}</button></th>");
        page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (var i = 0; i < report.Rows.Count; i++)
        {
            var row = report.Rows[i];
            page.Append(CultureInfo.InvariantCulture, $"<tr role=\"row\" "
                + $"class=\"{Name(row.Verdict)}\" data-index=\"{i}\" data-protocol=\"{ReportText.Html(row.Report.Protocol)}\">");
            foreach (var (column, cell) in columns)
                WriteCell(page, column, column == "History" ? ReportSparkline.Verdicts(row) : ReportText.Html(cell(row)));
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>\n</div>\n<p id=\"end\"><button type=\"button\" id=\"more\" hidden>Show all</button></p>\n");
    }

    private static void WriteCell(StringBuilder page, string column, string text)
    {
        if (column == "Provider")
            page.Append(CultureInfo.InvariantCulture, $"<th role=\"rowheader\" scope=\"row\"><button type=\"button\" "
                + $"aria-haspopup=\"dialog\">{text}</button></th>");
        else if (column == "Changes" && text.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\"><span class=\"change\">{text}</span></td>");
        else if (column == "Outcome")
            page.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\"><span class=\"outcome\">{text}</span></td>");
        else
            page.Append(CultureInfo.InvariantCulture, $"<td "
                + $"role=\"cell\">{(text.Length == 0 ? "<span class=\"none\">\u2013</span>" : text)}</td>");
    }

    private static string Name(ReportVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What the policy of the page lets through: this style, this script, and nothing else.</summary>
    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
