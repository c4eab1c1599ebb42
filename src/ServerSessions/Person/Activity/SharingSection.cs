using ServerSessions.Person.Pages;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Activity;

/// <summary>What instructors see, and the person's agreement to more.</summary>
internal static class SharingSection
{
    public static void Write(HtmlWriter html, string root, PersonActivity activity, TimeZoneInfo zone, InstructorAgreement agreement, FormWriter forms) =>
        html.Element("section", ["id", "sharing"], section =>
        {
            section.Element("h2", "What instructors see");
            section.Element("p", "Instructors see how groups of at least five people take a course, in whole weeks, without names.");
            if (agreement.LegalBasis is { } basis)
            {
                section.Element("p", $"They also see which modules you opened and skipped, and the time on each. {basis}");
                return;
            }

            section.Element("p", activity.SharedSince is { } since
                ? $"You agreed on {Words.Moment(since, zone)[..10]} that they also see which modules you opened and skipped, and the time on each."
                : "They do not see your own progress. If you agree, they see which modules you opened and skipped, and the time on each.");
            forms.Button(section, root + "sharing", activity.SharedSince is null ? "Agree" : "Withdraw", null, "share", activity.SharedSince is null ? "true" : "false");
        });
}
