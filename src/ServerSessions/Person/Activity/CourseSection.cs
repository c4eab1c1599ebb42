using ServerSessions.Insights.Courses;
using ServerSessions.Person.Pages;

namespace ServerSessions.Person.Activity;

/// <summary>One course on a page: what was opened, what was skipped, and what comes next.</summary>
internal static class CourseSection
{
    public static void Write(HtmlWriter html, CourseProgress course, TimeZoneInfo zone) => html.Element("section", section =>
    {
        section.Element("h2", course.Course);
        Charts.Share(section, course.Opened, course.Modules.Count, $"{course.Opened} of {course.Modules.Count} modules opened");
        section.Element("p", $"{course.Opened} of {course.Modules.Count} modules opened, {course.Skipped} skipped, {Words.Lasting(course.Seconds)} in all."
            + (course.Next is { } next ? $" Next: {next}." : ""));
        TableWriter.Write(section, $"Modules of {course.Course}", ["Module", "State", "#Time", "#Visits", "@Last visit"], course.Modules, m =>
        [
            m.Module, m.State switch { ModuleState.Opened => "opened", ModuleState.Skipped => "skipped", _ => "ahead" },
            Words.Lasting(m.Seconds), $"{m.Visits}", m.Last is { } last ? Words.Moment(last, zone) : "–",
        ]);
    });
}
