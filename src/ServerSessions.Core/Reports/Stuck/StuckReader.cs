using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Stuck;

/// <summary>Finds people with trouble: in the newest open sessions, and in the closed ones of a range.</summary>
internal sealed class StuckReader(ISessionStorage storage, StoredJourneys journeys, JourneySettings settings, DetectionEngine detection, TimeProvider time)
{
    /// <summary>Maximum length of the range, in hours.</summary>
    public const int MaxHours = 168;

    private const int MaxOpen = 1_000;
    private const int MaxCases = 50_000;

    public async ValueTask<StuckReport> ReadAsync(int hours, CancellationToken cancellationToken)
    {
        if (hours is < 1 or > MaxHours)
            throw new ArgumentException($"hours is {hours}; expected 1 to {MaxHours}.");
        var now = time.GetUtcNow();
        var range = new InsightRange(now.AddHours(-hours), now.AddMilliseconds(1), Segment.People);
        // The open ones first: what is closed meanwhile is then found twice, and not missed.
        var reader = new JourneyReader(storage, settings, detection);
        var (open, floor) = await reader.NewestOpenAsync(before: null, users: null, MaxOpen, cancellationToken);
        var live = open.Select(s => reader.ReadOpen(s.State)).Where(j => j.Start >= range.From).Select(StuckCase.Of).OfType<StuckCase>().ToList();
        var (closed, scope) = await journeys.FoldAsync(range, () => new List<StuckCase>(), Add, Merge, cancellationToken);
        return Report(closed.Concat(live).DistinctBy(c => c.Session)) with
        {
            From = range.From,
            To = range.To,
            Sessions = scope.Journeys + open.Count,
            IsComplete = scope.IsComplete && floor is null && closed.Count < MaxCases,
        };
    }

    private static StuckReport Report(IEnumerable<StuckCase> cases)
    {
        var people = cases.GroupBy(c => c.Person).Select(Person).OrderBy(p => p.State).ThenByDescending(p => p.Friction).ThenByDescending(p => p.LastSeen).ToList();
        return new StuckReport
        {
            People = [.. people.Take(StuckReport.MaxPeople)],
            Total = people.Count,
            States = [.. people.CountBy(p => p.State).OrderBy(c => c.Key).Select(c => new NamedCount(Name(c.Key), c.Value))],
            Causes = [.. people.CountBy(p => p.Cause).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => new NamedCount(Name(c.Key), c.Value))],
        };
    }

    private static StuckPerson Person(IGrouping<Pseudonym, StuckCase> cases)
    {
        var worst = cases.OrderBy(c => c.State).ThenByDescending(c => c.Friction).ThenByDescending(c => c.LastSeen).First();
        return new StuckPerson
        {
            Session = worst.Session.ToString(),
            UserHash = worst.User.IsNone ? null : worst.User.ToString(),
            State = worst.State,
            Cause = worst.Place.Cause,
            Step = worst.Place.Step,
            Times = worst.Place.Times,
            Fields = worst.Place.Fields,
            Detail = worst.Place.Detail,
            TraceId = worst.Place.TraceId,
            Friction = cases.Sum(c => c.Friction),
            Sessions = cases.Count(),
            LastSeen = worst.LastSeen,
            Advice = StuckAdvice.Of(worst.Place, !worst.User.IsNone),
        };
    }

    private static void Add(List<StuckCase> cases, Journey journey)
    {
        if (cases.Count < MaxCases && StuckCase.Of(journey) is { } found)
            cases.Add(found);
    }

    private static void Merge(List<StuckCase> cases, List<StuckCase> others) => cases.AddRange(others.Take(MaxCases - cases.Count));

    private static string Name<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
