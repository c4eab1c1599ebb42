namespace ServerSessions.Person.Pages;

/// <summary>
/// Writes tables. On a narrow screen, one of many columns shows each row as a list with the headings before the values, and others scroll by themselves. Roles are
/// written out, because a browser drops those of rows that are shown otherwise.
/// </summary>
internal static class TableWriter
{
    private const int ManyColumns = 4;

    /// <param name="html">Where to.</param>
    /// <param name="caption">What the table shows.</param>
    /// <param name="heads">Headings; one that begins with <c>#</c> is of a column of numbers, with <c>@</c> of moments.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cells">The cells of a row; the first names it.</param>
    public static void Write<T>(HtmlWriter html, string caption, string[] heads, IEnumerable<T> rows, Func<T, string[]> cells) =>
        html.Element("div", ["class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption], div => div.Element("table", ["role", "table", "class", heads.Length >= ManyColumns ? "wide" : null], table =>
        {
            table.Element("caption", caption);
            table.Element("thead", ["role", "rowgroup"], head => head.Element("tr", ["role", "row"], tr =>
            {
                foreach (var text in heads)
                    tr.Element("th", Label(text), "scope", "col", "role", "columnheader", "class", Style(text));
            }));
            table.Element("tbody", ["role", "rowgroup"], body =>
            {
                foreach (var row in rows)
                    body.Element("tr", ["role", "row"], tr => Cells(tr, heads, cells(row)));
            });
        }));

    /// <summary>The table of a chart, which opens on demand.</summary>
    public static void Folded<T>(HtmlWriter html, string caption, string[] heads, IEnumerable<T> rows, Func<T, string[]> cells) =>
        html.Element("details", details =>
        {
            details.Element("summary", "As a table");
            Write(details, caption, heads, rows, cells);
        });

    private static void Cells(HtmlWriter tr, string[] heads, string[] values)
    {
        tr.Element("th", values[0], "scope", "row", "role", "rowheader", "class", Style(heads[0]));
        for (var i = 1; i < values.Length; i++)
            tr.Element("td", values[i], "role", "cell", "data-label", Label(heads[i]), "class", Style(heads[i]));
    }

    private static string Label(string head) => head.TrimStart('#', '@');

    private static string? Style(string head) => head[0] switch { '#' => "n", '@' => "t", _ => null };
}
