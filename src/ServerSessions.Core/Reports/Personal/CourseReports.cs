using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Privacy;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Personal;

/// <summary>Answers what instructors may know: how groups took a course, and how a person took it who agreed to that.</summary>
internal sealed class CourseReports(
    CourseList courses, ISessionStorage storage, StoredJourneys stored, InsightCache cache, AppFeatures app, PersonJourneys journeys, PersonSettingsStore settings,
    Pseudonymizer pseudonyms, InsightSettings insights, TimeProvider time)
{
    private const int DaysPerWeek = 7;

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
        var first = monday - (DaysPerWeek * Math.Min(weeks, WeeksKept()));
        var range = new InsightRange(Calendar.Start(first, insights.Zone), Calendar.Start(monday, insights.Zone), Segment.People);
        var (of, _, catalog) = await app.FindAsync(cancellationToken);
        // Of endpoints, which are not known when the view is mapped.
        if (courses.FindShared(course, of.Features) is { } shared)
            return new ClassReport { Course = name, From = range.From, To = range.To, SharesStepsWith = shared.Other };
        return await cache.AnswerAsync(
            range.Question("course", fromRollups: false) with { Course = course, Catalog = catalog }, PersonalJsonContext.Default.ClassReport,
            async token =>
            {
                var (fold, scope) = await stored.FoldAsync(
                    range, () => new ClassFold(course, of.Features), (fold, journey) => fold.Add(journey), (fold, other) => fold.Merge(other), token);
                return fold.Result(range.From, range.To) with { IsComplete = scope.IsComplete };
            },
            cancellationToken);
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
        var (found, _) = await journeys.ListAsync(known.All, time.GetUtcNow() - TimeSpan.FromDays(PersonReports.MaxDays), PersonReports.MaxSessions, cancellationToken);
        var features = (await app.FindAsync(cancellationToken)).Settings.Features;
        var walk = new CourseWalk(course);
        foreach (var visit in found.SelectMany(journey => FeatureVisit.Of(journey, features)))
            walk.Add(visit);
        return walk.IsEmpty ? null : walk.Progress();
    }

    // Weeks whose journeys are all kept until the next Monday: days that expire one by one would be one table to subtract from the next.
    private int WeeksKept() => storage.JourneysKept is { } kept ? Math.Max(1, (int)((kept.TotalDays - DaysPerWeek) / DaysPerWeek)) : int.MaxValue / DaysPerWeek;
}
