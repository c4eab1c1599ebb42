namespace ServerSessions.Insights.Folds;

/// <summary>Our time and think time of steps, and what journeys came to by how slow we were.</summary>
internal sealed class LatencyFold(int exactUpTo = Distribution.Some) : ISizedFold
{
    private const int Shown = 200;
    private static readonly double[] Limits = [0, 50, 100, 200, 500, 1_000, 2_000, 5_000];

    private readonly Dictionary<string, StepTimes> _steps = new(StringComparer.Ordinal);
    private readonly (long Sessions, long Completed, long Engaged)[] _bands = new (long, long, long)[Limits.Length];

    public long Bytes => _steps.Values.Sum(s => s.Bytes);

    public void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        double server = 0, visits = 0;
        foreach (var step in journey.Steps)
        {
            Of(step.Name).Add(step);
            server += step.Server.TotalMilliseconds;
            visits += step.Count;
        }

        ref var band = ref _bands[Array.FindLastIndex(Limits, limit => server / visits >= limit)];
        band = (band.Sessions + 1, band.Completed + (journey.Class == JourneyClass.Completed ? 1 : 0), band.Engaged + (journey.Engaged ? 1 : 0));
    }

    public void Merge(LatencyFold other)
    {
        foreach (var (step, times) in other._steps)
            Of(step).Merge(times);
        for (var i = 0; i < _bands.Length; i++)
        {
            var (mine, theirs) = (_bands[i], other._bands[i]);
            _bands[i] = (mine.Sessions + theirs.Sessions, mine.Completed + theirs.Completed, mine.Engaged + theirs.Engaged);
        }
    }

    public LatencyReport Result()
    {
        var (server, dwell) = (_steps.Values.Sum(s => s.ServerTicks), _steps.Values.Sum(s => s.DwellTicks));
        return new LatencyReport
        {
            Sessions = _bands.Sum(b => b.Sessions),
            Share = Ratio(server, dwell),
            Steps = [.. _steps.OrderByDescending(s => s.Value.ServerTicks).ThenBy(s => s.Key, StringComparer.Ordinal).Take(Shown).Select(s => new LatencyStep
            {
                Step = s.Key,
                Visits = s.Value.Visits,
                ServerSeconds = s.Value.Server.Percentiles(),
                DwellSeconds = s.Value.Dwell.Percentiles(),
                Share = Ratio(s.Value.ServerTicks, s.Value.DwellTicks),
            })],
            Bands = [.. _bands.Select((b, i) => new LatencyBand(
                Limits[i], i + 1 < Limits.Length ? Limits[i + 1] : null, b.Sessions, b.Completed, b.Engaged, b.Sessions == 0 ? null : (double)b.Completed / b.Sessions))],
        };
    }

    private static double? Ratio(long server, long dwell) => server + dwell == 0 ? null : (double)server / (server + dwell);

    private StepTimes Of(string step)
    {
        if (!_steps.TryGetValue(step, out var times))
            _steps.Add(step, times = new StepTimes(exactUpTo));
        return times;
    }
}
