using ServerSessions.Insights.Personal;

namespace ServerSessions.Person.Pages;

/// <summary>Draws the charts of a page as SVG.</summary>
internal static class Charts
{
    private const int Bar = 20;
    private const int Height = 80;
    private const int Cell = 10;
    private const int Levels = 4;

    /// <summary>Time by week, a bar a week.</summary>
    public static void Weeks(HtmlWriter html, IReadOnlyList<WeekUse> weeks)
    {
        var most = weeks.Max(w => w.Seconds);
        html.Element("svg", ["class", "bars", "viewBox", $"0 0 {weeks.Count * Bar} {Height + 4}", "preserveAspectRatio", "none", "role", "img",
            "aria-label", $"Time by week, {weeks[0].Week} to {weeks[^1].Week}; the most is {Words.Lasting(most)}"], svg =>
        {
            for (var i = 0; i < weeks.Count; i++)
            {
                var (week, height) = (weeks[i], most > 0 ? Math.Max(weeks[i].Seconds > 0 ? 2 : 0, Height * weeks[i].Seconds / most) : 0);
                svg.Element("g", g => g.Element("title", $"Week of {week.Week}: {Words.Lasting(week.Seconds)}")
                    .Void("rect", "class", "track", "x", N((i * Bar) + 2), "y", "0", "width", N(Bar - 4), "height", N(Height))
                    .Void("rect", "class", "fill", "x", N((i * Bar) + 2), "y", N(Height - height), "width", N(Bar - 4), "height", N(height)));
            }

            svg.Void("line", "class", "axis", "x1", "0", "x2", N(weeks.Count * Bar), "y1", N(Height), "y2", N(Height));
        });
        html.Element("div", ["class", "ends", "aria-hidden", "true"], ends => ends.Element("span", weeks[0].Week).Element("span", weeks[^1].Week));
    }

    /// <summary>Steps by hour of the week: a row a day, a column an hour.</summary>
    public static void Hours(HtmlWriter html, IReadOnlyList<HourUse> hours)
    {
        var steps = hours.ToDictionary(h => (h.Weekday, h.Hour), h => h.Steps);
        var most = hours.Count == 0 ? 0 : hours.Max(h => h.Steps);
        html.Element("svg", ["class", "grid", "viewBox", $"-18 0 {(24 * Cell) + 18} {(7 * Cell) + 11}", "role", "img",
            "aria-label", most == 0 ? "No steps yet" : $"Steps by hour of the week; the most in one hour is {most}"], svg =>
        {
            for (var day = 0; day < 7; day++)
            {
                // On a narrow screen, every second day has a label.
                svg.Element("text", Words.Weekday(day)[..2], "class", day % 2 == 0 ? null : "minor", "x", "-17", "y", N((day * Cell) + 8));
                for (var hour = 0; hour < 24; hour++)
                {
                    var count = steps.GetValueOrDefault((day, hour));
                    var level = count == 0 ? 0 : 1 + (int)((Levels - 1) * count / most);
                    svg.Element("g", g => g.Element("title", $"{Words.Weekday(day)} {hour:00}:00: {Words.Count(count, "step", "steps")}")
                        .Void("rect", "class", $"l{level}", "x", N((hour * Cell) + 0.5), "y", N((day * Cell) + 0.5), "width", N(Cell - 1), "height", N(Cell - 1), "rx", "1.5"));
                }
            }

            foreach (var hour in (int[])[0, 6, 12, 18])
                svg.Element("text", $"{hour:00}", "x", N(hour * Cell), "y", N((7 * Cell) + 9));
        });
    }

    /// <summary>A part of a whole as a bar.</summary>
    public static void Share(HtmlWriter html, double part, double whole, string label) =>
        html.Element("svg", ["class", "share", "viewBox", "0 0 100 4", "preserveAspectRatio", "none", "role", "img", "aria-label", label], svg => svg
            .Void("rect", "class", "track", "x", "0", "y", "0", "width", "100", "height", "4", "rx", "2")
            .Void("rect", "class", "fill", "x", "0", "y", "0", "width", N(whole > 0 ? Math.Clamp(100 * part / whole, 0, 100) : 0), "height", "4", "rx", "2"));

    private static string N(double number) => HtmlWriter.Number(number);
}
