namespace ServerSessions.Person.Pages;

/// <summary>Writes tables that scroll by themselves on a narrow screen.</summary>
internal static class TableWriter
{
    /// <param name="html">Where to.</param>
    /// <param name="caption">What the table shows.</param>
    /// <param name="heads">Headings; one that begins with <c>#</c> is of a column of numbers, with <c>@</c> of moments.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cells">The cells of a row; the first names it.</param>
    public static void Write<T>(HtmlWriter html, string caption, string[] heads, IEnumerable<T> rows, Func<T, string[]> cells) =>
        html.Element("div", ["class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption], div => div.Element("table", table =>
        {
            table.Element("caption", caption);
            table.Element("thead", head => head.Element("tr", tr =>
            {
                foreach (var text in heads)
                    tr.Element("th", text.TrimStart('#', '@'), "scope", "col", "class", Style(text));
            }));
            table.Element("tbody", body =>
            {
                foreach (var row in rows)
                    body.Element("tr", tr =>
                    {
                        var values = cells(row);
                        for (var i = 0; i < values.Length; i++)
                            tr.Element(i == 0 ? "th" : "td", values[i], "scope", i == 0 ? "row" : null, "class", Style(heads[i]));
                    });
            });
        }));

    /// <summary>The table of a chart, which opens on demand.</summary>
    public static void Folded<T>(HtmlWriter html, string caption, string[] heads, IEnumerable<T> rows, Func<T, string[]> cells) =>
        html.Element("details", details =>
        {
            details.Element("summary", "As a table");
            Write(details, caption, heads, rows, cells);
        });

    private static string? Style(string head) => head[0] switch { '#' => "n", '@' => "t", _ => null };
}
