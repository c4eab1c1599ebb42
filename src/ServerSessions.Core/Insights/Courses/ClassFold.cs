namespace ServerSessions.Insights.Courses;

/// <summary>The journeys of a group of people through one course, evaluated in <see cref="Result"/>. Anonymous sessions are left out.</summary>
internal sealed class ClassFold(Course course, FeatureMap features)
{
    private const int ForP90 = 20;
    private const double Tens = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(7);

    private readonly Dictionary<Pseudonym, CourseWalk> _people = [];

    public void Add(Journey journey)
    {
        if (journey.CountedUser.IsNone)
            return;
        foreach (var visit in FeatureVisit.Of(journey, features))
            if (visit.Features.Overlaps(course.Modules))
                Of(journey.CountedUser).Add(visit);
    }

    public void Merge(ClassFold other)
    {
        foreach (var (person, walk) in other._people)
            Of(person).Merge(walk);
    }

    public ClassReport Result(DateTimeOffset from, DateTimeOffset to)
    {
        var walks = _people.Values.Where(w => !w.IsEmpty).ToList();
        var report = new ClassReport { Course = course.Name, From = from, To = to };
        if (walks.Count < SmallGroups.Floor)
            return report;
        var groups = new SmallGroups(walks.Count);
        var modules = course.Modules.Select((name, i) => Module(walks, name, i, to, groups)).ToList();
        return report with
        {
            People = walks.Count,
            Modules = modules,
            StuckAt = modules.Where(m => m.Stuck > 0).MaxBy(m => m.Stuck)?.Module,
        };
    }

    private ClassModule Module(List<CourseWalk> walks, string name, int place, DateTimeOffset to, SmallGroups groups)
    {
        var opened = walks.Where(w => w.StateOf(place) == ModuleState.Opened).ToList();
        var furthest = opened.Count(w => w.Furthest == place);
        var isLast = place == course.Modules.Count - 1;
        var counts = groups.Next(new ModuleCounts(
            opened.Count, walks.Count(w => w.StateOf(place) == ModuleState.Skipped), furthest,
            isLast ? 0 : opened.Count(w => w.Furthest == place && w.Last < to - Quiet), opened.Count(w => w[place]!.HadTrouble)));
        var times = new Distribution();
        if (counts.Opened is not null)
            foreach (var walk in opened)
                times.Add(TimeSpan.FromTicks(walk[place]!.Ticks).TotalSeconds);
        return new ClassModule
        {
            Module = name,
            Opened = counts.Opened,
            Skipped = counts.Skipped,
            Stuck = isLast ? null : counts.Stuck,
            HadTrouble = counts.HadTrouble,
            MedianSeconds = times.Count >= SmallGroups.Floor ? Rounded(times.Quantile(0.5)) : null,
            P90Seconds = times.Count >= ForP90 ? Rounded(times.Quantile(0.9)) : null,
            IsWithheld = counts.Opened is null || counts.Skipped is null || counts.HadTrouble is null || (!isLast && counts.Stuck is null),
        };
    }

    // An exact time could be one person's.
    private static double? Rounded(double? seconds) => seconds is { } value ? Math.Round(value / Tens) * Tens : null;

    private CourseWalk Of(Pseudonym person) => _people.TryGetValue(person, out var walk) ? walk : _people[person] = new CourseWalk(course);
}
