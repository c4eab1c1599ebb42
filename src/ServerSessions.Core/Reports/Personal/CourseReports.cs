using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Privacy;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports.Personal;

/// <summary>Answers what instructors may know: how groups took a course, and how a person took it who agreed to that.</summary>
internal sealed class CourseReports(
    CourseList courses, StoredJourneys stored, AppAreas areas, PersonJourneys journeys, PersonSettingsStore settings, Pseudonymizer pseudonyms, InsightSettings insights, TimeProvider time)
{
    public IReadOnlyList<Course> Courses => courses.Courses;

    /// <summary>
    /// How everyone took a course in whole weeks that are over; null when there is no such course. The weeks are not the caller's choice: two ranges could be
    /// subtracted from each other.
    /// </summary>
    public async ValueTask<ClassReport?> ClassAsync(string name, int weeks, CancellationToken cancellationToken)
    {
        if (courses.Find(name) is not { } course)
            return null;
        var today = Calendar.Day(time.GetUtcNow(), insights.Zone);
        var monday = today - Calendar.Weekday(today);
        var range = new InsightRange(Calendar.Start(monday - (7 * weeks), insights.Zone), Calendar.Start(monday, insights.Zone), Segment.People);
        var features = (await areas.FindAsync(cancellationToken)).Features;
        var (fold, scope) = await stored.FoldAsync(
            range, () => new ClassFold(course, features), (fold, journey) => fold.Add(journey), (fold, other) => fold.Merge(other), cancellationToken);
        return fold.Result(range.From, range.To) with { IsComplete = scope.IsComplete };
    }

    /// <summary>How one person took a course; null when there is no such course, no such person, or no agreement.</summary>
    /// <param name="name">The course.</param>
    /// <param name="user">The user's id in the application.</param>
    /// <param name="hasLegalBasis">The owner's legal basis takes the place of the agreement.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<CourseProgress?> PersonAsync(string name, string user, bool hasLegalBasis, CancellationToken cancellationToken)
    {
        if (courses.Find(name) is not { } course)
            return null;
        var known = pseudonyms.User(new UserName(user, null));
        if (!hasLegalBasis && (await settings.PeekAsync(known, cancellationToken)).SharedSince is null)
            return null;
        var (found, _) = await journeys.ListAsync(known.Every ?? [known.Pseudonym], time.GetUtcNow() - TimeSpan.FromDays(PersonReports.MaxDays), PersonReports.MaxSessions, cancellationToken);
        var features = (await areas.FindAsync(cancellationToken)).Features;
        var walk = new CourseWalk(course);
        foreach (var visit in found.SelectMany(journey => FeatureVisit.Of(journey, features)))
            walk.Add(visit);
        return walk.IsEmpty ? null : walk.Progress();
    }
}
