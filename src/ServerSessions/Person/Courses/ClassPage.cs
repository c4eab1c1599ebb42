using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Person.Activity;
using ServerSessions.Person.Pages;

namespace ServerSessions.Person.Courses;

/// <summary>The pages of the instructor's view.</summary>
internal static class ClassPage
{
    private const string Withheld = "–";

    public static IResult Of(HttpContext context, string title, string path, IReadOnlyList<ClassReport> classes)
    {
        var zone = context.RequestServices.GetRequiredService<InsightSettings>().Zone;
        return new PersonPage(title, path, (html, root) =>
        {
            html.Element("p", $"Whole weeks that are over. A dash withholds a number that would show fewer than {SmallGroups.Floor} people, alone or as a difference.", "class", "muted");
            if (classes.Count == 0)
                html.Element("p", "No course is declared: AddCourse(name, modules…).");
            foreach (var one in classes)
                html.Element("section", section => Class(section, root, one, zone, isAlone: path == "course"));
        });
    }

    public static IResult Of(HttpContext context, CourseProgress progress)
    {
        var zone = context.RequestServices.GetRequiredService<InsightSettings>().Zone;
        return new PersonPage("One person", "", (html, _) => CourseSection.Write(html, progress, zone));
    }

    private static void Class(HtmlWriter html, string root, ClassReport report, TimeZoneInfo zone, bool isAlone)
    {
        if (!isAlone)
            html.Element("h2", h2 => h2.Element("a", report.Course, "href", $"{root}courses/{Uri.EscapeDataString(report.Course)}"));
        html.Element("p", $"{Words.Moment(report.From, zone)[..10]} to {Words.Moment(report.To.AddTicks(-1), zone)[..10]}: "
            + (report.SharesStepsWith is { } other ? $"nothing is shown, because a lesson is in the course {other} too, and the difference of the two could be one person."
                : report.People is { } people ? $"{people} people." : $"fewer than {SmallGroups.Floor} people, so nothing is shown.")
            + (report.StuckAt is { } stuck ? $" Most are stuck at {stuck}." : "")
            + (report.IsComplete ? "" : " There is more history than one answer reads."));
        if (report.Modules.Count > 0)
            TableWriter.Write(html, $"Modules of {report.Course}", ["Module", "#Opened", "#Skipped", "#Stuck", "#Had trouble", "#Median time", "#Nine in ten"], report.Modules, m =>
                [m.Module, Shown(m.Opened), Shown(m.Skipped), Shown(m.Stuck), Shown(m.HadTrouble), Time(m.MedianSeconds), Time(m.P90Seconds)]);
    }

    private static string Shown(int? count) => count is { } number ? $"{number}" : Withheld;

    private static string Time(double? seconds) => seconds is { } value ? Words.Lasting(value) : Withheld;
}
