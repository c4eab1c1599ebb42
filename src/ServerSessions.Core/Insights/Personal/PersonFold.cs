using System.Runtime.InteropServices;
using ServerSessions.Insights.Courses;

namespace ServerSessions.Insights.Personal;

/// <summary>The journeys of one person, as the person's own page shows them. It holds sums, so it grows with areas and days and not with journeys.</summary>
internal sealed class PersonFold(Areas areas, IReadOnlyList<Course> courses, IReadOnlyList<Flow> flows, TimeZoneInfo zone)
{
    private readonly CourseWalk[] _walks = [.. courses.Select(c => new CourseWalk(c))];
    private readonly Dictionary<string, ModuleUse> _areas = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PersonWeek> _weeks = [];
    private readonly long[] _hours = new long[7 * 24];
    private readonly (StepRun Last, DateTimeOffset Finished)[] _flows = new (StepRun, DateTimeOffset)[flows.Count];
    private readonly HashSet<string> _modules = [.. courses.SelectMany(c => c.Modules)];
    private readonly HashSet<int> _days = [];
    private readonly List<StepRun> _runs = [];

    public int Sessions { get; private set; }

    public long Steps { get; private set; }

    public double Seconds => Math.Round(TimeSpan.FromTicks(_weeks.Values.Sum(w => w.Ticks)).TotalSeconds);

    public int Days => _days.Count;

    public void Add(Journey journey)
    {
        Sessions++;
        Steps += journey.StepCount;
        var first = Week(journey.Start, out var day);
        first.Sessions++;
        first.Days.Add(day);
        _days.Add(day);
        foreach (var visit in FeatureVisit.Of(journey, areas.Features))
            Add(visit);
        StepRun.Fill(_runs, journey);
        for (var i = 0; i < flows.Count; i++)
            foreach (var run in _runs)
                Note(ref _flows[i], flows[i], run);
    }

    public IReadOnlyList<CourseProgress> Courses() => [.. _walks.Select(w => w.Progress())];

    /// <summary>Areas by the time in them, the longest first.</summary>
    public IReadOnlyList<AreaUse> Areas(int max) =>
    [
        .. _areas.Select(a => new AreaUse(a.Key, Math.Round(TimeSpan.FromTicks(a.Value.Ticks).TotalSeconds), a.Value.Visits, a.Value.Last))
            .OrderByDescending(a => a.Seconds).ThenByDescending(a => a.Visits).ThenBy(a => a.Area, StringComparer.Ordinal).Take(max),
    ];

    /// <summary>The weeks up to that of a moment, oldest first, those without a session too.</summary>
    public IReadOnlyList<WeekUse> Weeks(DateTimeOffset now, int count)
    {
        var last = WeekOf(Calendar.Day(now, zone));
        return [.. Enumerable.Range(last - count + 1, count).Select(Use)];
    }

    /// <summary>The hours of the week with a step.</summary>
    public IReadOnlyList<HourUse> Hours() =>
        [.. Enumerable.Range(0, _hours.Length).Where(h => _hours[h] > 0).Select(h => new HourUse(h / 24, h % 24, _hours[h]))];

    public IReadOnlyList<UnfinishedFlow> Unfinished() =>
    [
        .. flows.Select((flow, i) => (flow, state: _flows[i])).Where(f => f.state.Last.Name is not null && f.state.Last.Start > f.state.Finished)
            .Select(f => new UnfinishedFlow(f.flow.Name, f.state.Last.Name, f.state.Last.Start)).OrderByDescending(u => u.Left),
    ];

    /// <summary>Think time in an area, or on a module, in the week of a moment; null for all areas.</summary>
    public double SecondsInWeek(DateTimeOffset now, string? area) =>
        TimeSpan.FromTicks(_weeks.GetValueOrDefault(WeekOf(Calendar.Day(now, zone))) is not { } week ? 0 : area is null ? week.Ticks : week.Areas.GetValueOrDefault(area)).TotalSeconds;

    /// <summary>Number of different modules, of one course or of all, that were opened in the week of a moment.</summary>
    public int ModulesInWeek(DateTimeOffset now, IEnumerable<string>? modules) =>
        _weeks.GetValueOrDefault(WeekOf(Calendar.Day(now, zone))) is not { } week ? 0 : modules is null ? week.Modules.Count : modules.Count(week.Modules.Contains);

    private void Add(in FeatureVisit visit)
    {
        var week = Week(visit.Step.Time, out var day);
        var local = TimeZoneInfo.ConvertTime(visit.Step.Time, zone);
        _hours[(Calendar.Weekday(day) * 24) + local.Hour] += visit.Step.Count;
        week.Days.Add(day);
        _days.Add(day);
        if (areas.Of(visit) is not { } area)
            return;
        week.Ticks += visit.Time.Ticks;
        Use(area).Count(visit);
        CollectionsMarshal.GetValueRefOrAddDefault(week.Areas, area, out _) += visit.Time.Ticks;
        foreach (var walk in _walks)
            walk.Add(visit);
        if (visit.IsUse)
            week.Modules.UnionWith(visit.Features.Where(_modules.Contains));
    }

    // The latest visit, whatever the order of the journeys.
    private static void Note(ref (StepRun Last, DateTimeOffset Finished) state, Flow flow, in StepRun run)
    {
        if (run.Reaches(flow.Steps[^1]))
            state.Finished = run.Start > state.Finished ? run.Start : state.Finished;
        else if (run.Start > state.Last.Start && run.Landings.Prepend(run.Name).LastOrDefault(flow.Steps.Contains) is { } step)
            state.Last = run with { Name = step };
    }

    private WeekUse Use(int week)
    {
        var use = _weeks.GetValueOrDefault(week) ?? new PersonWeek();
        return new WeekUse(
            Calendar.Text(week, RetentionPeriod.Week), Math.Round(TimeSpan.FromTicks(use.Ticks).TotalSeconds), use.Sessions, use.Days.Count, use.Modules.Count);
    }

    private ModuleUse Use(string area) => _areas.TryGetValue(area, out var use) ? use : _areas[area] = new ModuleUse();

    private PersonWeek Week(DateTimeOffset time, out int day)
    {
        day = Calendar.Day(time, zone);
        ref var week = ref CollectionsMarshal.GetValueRefOrAddDefault(_weeks, WeekOf(day), out _);
        return week ??= new PersonWeek();
    }

    private static int WeekOf(int day) => Calendar.Period(day, RetentionPeriod.Week);
}
