using ServerSessions.Insights.Personal;
using ServerSessions.Person.Pages;

namespace ServerSessions.Tests.Person;

/// <summary>On a screen of 400 pixels, tables and charts of the person's pages can be read without scrolling sideways.</summary>
public sealed class NarrowScreenTests
{
    [Fact]
    public void A_table_of_many_columns_has_its_heading_before_each_value()
    {
        var html = Table(["Purpose", "What for", "@Since", "#Visits"], ["Analytics", "figures", "2026", "3"]);

        Assert.Contains("class=\"wide\"", html);
        foreach (var label in (string[])["What for", "Since", "Visits"])
            Assert.Contains($"data-label=\"{label}\"", html);
    }

    [Fact]
    public void A_table_of_few_columns_stays_a_table()
    {
        Assert.DoesNotContain("wide", Table(["What", "How long"], ["steps", "30 days"]));
    }

    [Fact]
    public void Rows_that_are_shown_as_lists_are_rows_for_a_screen_reader()
    {
        var html = Table(["Purpose", "What for", "Consent", "Legal basis"], ["Analytics", "figures", "needed", "consent"]);

        foreach (var (role, count) in ((string, int)[])[("table", 1), ("rowgroup", 2), ("row", 2), ("columnheader", 4), ("rowheader", 1), ("cell", 3)])
            Assert.Equal(count, html.Split($"role=\"{role}\"").Length - 1);
    }

    [Fact]
    public void The_chart_of_hours_leaves_out_every_second_label_of_days()
    {
        var html = new HtmlWriter();
        Charts.Hours(html, [new HourUse(0, 9, 1)]);

        Assert.Equal(3, html.ToString().Split("class=\"minor\"").Length - 1);
    }

    [Fact]
    public void The_style_sheet_has_the_rules_for_them()
    {
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream("person.css")!;
        using var reader = new StreamReader(stream);
        var narrow = reader.ReadToEnd().Split("@media (max-width: 36rem)")[1];

        foreach (var rule in (string[])[".wide td { display: block; }", "attr(data-label)", ".grid .minor { display: none; }"])
            Assert.Contains(rule, narrow);
    }

    private static string Table(string[] heads, string[] row)
    {
        var html = new HtmlWriter();
        TableWriter.Write(html, "Purposes", heads, [row], r => r);
        return html.ToString();
    }
}
