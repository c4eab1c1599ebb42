using ServerSessions.Insights;
using ServerSessions.Insights.Personal;
using ServerSessions.Model;

namespace ServerSessions.Reports.Personal;

/// <summary>Answers what a person may know of their own activity.</summary>
internal sealed class PersonReports(
    PersonJourneys journeys, PersonSettingsStore settings, AppAreas areas, CourseList courses, InsightSettings insights, TimeProvider time)
{
    /// <summary>Maximum number of sessions that one page reads.</summary>
    public const int MaxSessions = 2_000;

    public const int MaxDays = 400;
    public const int DefaultDays = 90;
    private const int Shown = 20;
    private const int WeeksShown = 12;

    public async ValueTask<PersonActivity> ActivityAsync(KeyedName user, int days, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MaxDays)
            throw new ArgumentException($"days is {days}; expected 1 to {MaxDays}.");
        var now = time.GetUtcNow();
        var from = Calendar.Start(Calendar.Day(now, insights.Zone) - days + 1, insights.Zone);
        var (found, isComplete) = await journeys.ListAsync(user.All, from, MaxSessions, cancellationToken);
        var map = await areas.FindAsync(cancellationToken);
        var fold = new PersonFold(map, courses.Courses, insights.Flows, insights.Zone);
        foreach (var journey in found)
            fold.Add(journey);
        var set = await settings.ReadAsync(user, cancellationToken);
        var progress = fold.Courses();
        return new PersonActivity
        {
            From = from,
            To = now,
            TimeZone = insights.Zone.Id,
            IsComplete = isComplete,
            Sessions = fold.Sessions,
            Steps = fold.Steps,
            Days = fold.Days,
            Seconds = fold.Seconds,
            History = [.. found.Take(Shown).Select(j => PersonVisits.Of(j, map))],
            Areas = fold.Areas(Shown),
            Courses = progress,
            MostUsed = [.. progress.SelectMany(c => c.Modules).Where(m => m.Visits > 0).DistinctBy(m => m.Module).OrderByDescending(m => m.Seconds).ThenByDescending(m => m.Visits).ThenBy(m => m.Module, StringComparer.Ordinal).Take(Shown / 2)],
            Weeks = fold.Weeks(now, WeeksShown),
            Hours = fold.Hours(),
            Goals = [.. set.Goals.Select(g => Progress(g, fold, now))],
            Unfinished = fold.Unfinished(),
            SharedSince = set.SharedSince,
        };
    }

    private PersonGoalProgress Progress(PersonGoal goal, PersonFold fold, DateTimeOffset now) => new(goal.Id, goal.Kind, goal.Of, goal.Target, goal.Kind switch
    {
        PersonGoalKind.Modules => fold.ModulesInWeek(now, goal.Of is null ? null : courses.Courses.FirstOrDefault(c => c.Name == goal.Of)?.Modules ?? []),
        PersonGoalKind.Minutes => (int)(fold.SecondsInWeek(now, goal.Of) / 60),
        _ => fold.Weeks(now, 1)[0].Days,
    });
}
