using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Folds;

/// <summary>Cohorts by the period of the first start, and who of them returned when. Its unit is the person.</summary>
internal sealed class RetentionFold(RetentionQuery query, InsightSettings settings) : ISizedFold
{
    private const int MonthDays = 28;
    private const int WeekDays = 7;

    // Two small collections of periods for each.
    private const long BytesPerPerson = 512;

    private readonly Dictionary<Pseudonym, UserPeriods> _people = [];
    private int _lastDay = int.MinValue;
    private long _unlinked;
    private long _daily;

    public long Bytes => BytesPerPerson * _people.Count;

    public void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        foreach (var step in journey.Steps)
            _lastDay = Math.Max(_lastDay, settings.Day(step.Time));
        var who = query.UsersOnly ? journey.CountedUser : Visitor.Of(journey);
        if (who.IsNone)
        {
            _unlinked++;
            _daily += journey.KeyKind == KeyKind.Daily ? 1 : 0;
            return;
        }

        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, who, out _);
        person ??= new UserPeriods();
        foreach (var step in journey.Steps)
            Add(person, step);
    }

    public void Merge(RetentionFold other)
    {
        foreach (var (who, theirs) in other._people)
        {
            ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, who, out _);
            (person ??= new UserPeriods()).Merge(theirs);
        }

        _lastDay = Math.Max(_lastDay, other._lastDay);
        _unlinked += other._unlinked;
        _daily += other._daily;
    }

    public RetentionReport Result()
    {
        if (_people.Count == 0 && _daily > 0)
            return new RetentionReport
            {
                Unlinked = _unlinked,
                Refused = "These sessions are known by keys of one day, which change every day: no visitor can be recognised on the next day, so there is no retention.",
            };
        var last = _lastDay == int.MinValue ? 0 : Calendar.Period(_lastDay, query.Period);
        var cohorts = _people.Values.Where(p => p.Began).GroupBy(p => Calendar.Period(settings.Day(p.Start), query.Period))
            .OrderBy(g => g.Key).Select(g => Cohort(g.Key, [.. g], last)).ToList();
        return new RetentionReport
        {
            Cohorts = cohorts,
            Mean = Mean(cohorts, c => c.Returned),
            MeanOnOrAfter = Mean(cohorts, c => c.ReturnedOnOrAfter),
            Stickiness = Sticky(),
            Unlinked = _unlinked,
        };
    }

    private void Add(UserPeriods person, Step step)
    {
        var day = settings.Day(step.Time);
        person.Days.Add(day);
        if (query.Start is null || step.Reaches(query.Start))
            person.Begin(step.Time);
        if (query.Return is null || step.Reaches(query.Return))
            person.Return(step.Time, Calendar.Period(day, query.Period));
    }

    private RetentionCohort Cohort(int period, List<UserPeriods> people, int last)
    {
        var returned = new long[last - period + 1];
        var onOrAfter = new long[returned.Length];
        foreach (var person in people)
        {
            var latest = person.LastReturn;
            for (var at = 0; at < returned.Length && period + at <= latest; at++)
            {
                returned[at] += person.ReturnedIn(period + at) ? 1 : 0;
                onOrAfter[at]++;
            }
        }

        return new RetentionCohort { Period = Calendar.Text(period, query.Period), Users = people.Count, Returned = returned, ReturnedOnOrAfter = onOrAfter };
    }

    private static double[] Mean(List<RetentionCohort> cohorts, Func<RetentionCohort, IReadOnlyList<long>> returned)
    {
        var mean = new double[cohorts.Count == 0 ? 0 : cohorts.Max(c => returned(c).Count)];
        for (var at = 0; at < mean.Length; at++)
        {
            var old = cohorts.Where(c => returned(c).Count > at).ToList();
            mean[at] = (double)old.Sum(c => returned(c)[at]) / old.Sum(c => c.Users);
        }

        return mean;
    }

    private Stickiness Sticky()
    {
        var month = _people.Values.Select(p => p.Days.Count(d => d > _lastDay - MonthDays)).Where(days => days > 0).ToList();
        return new Stickiness(
            (double)month.Sum() / MonthDays, _people.Values.LongCount(p => p.Days.Any(d => d > _lastDay - WeekDays)), month.Count,
            month.Count == 0 ? null : (double)month.Sum() / MonthDays / month.Count);
    }
}
