using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Person.Pages;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Activity;

/// <summary>The page of a person's activity.</summary>
internal static class ActivityPage
{
    public static IResult Of(HttpContext context, PersonActivity activity, IReadOnlyList<Course> courses, InstructorAgreement agreement)
    {
        var zone = context.RequestServices.GetRequiredService<InsightSettings>().Zone;
        var forms = FormWriter.Of(context);
        return new PersonPage("Your activity", "activity", (html, root) =>
        {
            Summary(html, activity, zone);
            Unfinished(html, activity, zone);
            GoalSection.Write(html, root, activity, courses, forms);
            foreach (var course in activity.Courses)
                CourseSection.Write(html, course, zone);
            MostUsed(html, activity);
            Habits(html, activity);
            Areas(html, activity, zone);
            History(html, activity, zone);
            if (agreement.IsMapped)
                SharingSection.Write(html, root, activity, zone, agreement, forms);
        });
    }

    private static void Summary(HtmlWriter html, PersonActivity activity, TimeZoneInfo zone)
    {
        html.Element("p", $"Since {Words.Moment(activity.From, zone)[..10]}, while you were signed in. Times are in {activity.TimeZone}.", "class", "muted");
        if (!activity.IsComplete)
            html.Element("p", $"You have more sessions than this page reads; it counts the newest {PersonReports.MaxSessions}.", "class", "muted");
        html.Element("dl", ["class", "tiles"], dl =>
        {
            foreach (var (name, value) in ((string, string)[])[("Sessions", $"{activity.Sessions}"), ("Steps", $"{activity.Steps}"), ("Days", $"{activity.Days}"), ("Time", Words.Lasting(activity.Seconds))])
                dl.Element("div", tile => tile.Element("dt", name).Element("dd", value));
        });
    }

    private static void Unfinished(HtmlWriter html, PersonActivity activity, TimeZoneInfo zone)
    {
        if (activity.Unfinished.Count > 0)
            html.Element("section", section => section.Element("h2", "Not finished").Element("ul", ul =>
            {
                foreach (var task in activity.Unfinished)
                    ul.Element("li", $"{task.Flow}: you got to {task.Step} ({Words.Moment(task.Left, zone)})");
            }));
    }

    private static void MostUsed(HtmlWriter html, PersonActivity activity)
    {
        if (activity.MostUsed.Count > 0)
            html.Element("section", section =>
            {
                section.Element("h2", "Most used modules");
                TableWriter.Write(section, "Modules by time", ["Module", "#Time", "#Visits"], activity.MostUsed, m => [m.Module, Words.Lasting(m.Seconds), $"{m.Visits}"]);
            });
    }

    private static void Habits(HtmlWriter html, PersonActivity activity)
    {
        html.Element("section", section =>
        {
            section.Element("h2", "By week");
            Charts.Weeks(section, activity.Weeks);
            TableWriter.Folded(section, "Weeks", ["Week of", "#Time", "#Sessions", "#Days", "#Modules"], activity.Weeks, w => [w.Week, Words.Lasting(w.Seconds), $"{w.Sessions}", $"{w.Days}", $"{w.Modules}"]);
        });
        html.Element("section", section =>
        {
            section.Element("h2", "By hour of the week");
            Charts.Hours(section, activity.Hours);
            TableWriter.Folded(section, "Hours with a step", ["Hour", "#Steps"], activity.Hours, h => [$"{Words.Weekday(h.Weekday)} {h.Hour:00}:00", $"{h.Steps}"]);
        });
    }

    private static void Areas(HtmlWriter html, PersonActivity activity, TimeZoneInfo zone)
    {
        html.Element("section", section =>
        {
            section.Element("h2", "Time by area");
            section.Element("p", "An area is a feature of this application, or the first part of an address. The time on the last page of a session is not known.", "class", "muted");
            TableWriter.Write(section, "Areas by time", ["Area", "#Time", "#Visits", "@Last visit"], activity.Areas, a => [a.Area, Words.Lasting(a.Seconds), $"{a.Visits}", Words.Moment(a.Last, zone)]);
        });
    }

    private static void History(HtmlWriter html, PersonActivity activity, TimeZoneInfo zone)
    {
        html.Element("section", section =>
        {
            section.Element("h2", "Newest sessions");
            TableWriter.Write(section, "Your newest sessions", ["@Began", "Areas", "#Steps", "Client", "Country"], activity.History,
                v => [Words.Moment(v.Start, zone) + (v.IsOpen ? " (open)" : ""), string.Join(", ", v.Areas), $"{v.Steps}", v.Client ?? "–", v.Country ?? "–"]);
        });
    }
}
