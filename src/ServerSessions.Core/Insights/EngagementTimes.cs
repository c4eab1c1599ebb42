namespace ServerSessions.Insights;

/// <summary>What browsers report of one step on one kind of device.</summary>
internal sealed class EngagementTimes(int exactUpTo)
{
    // A page whose last lines are a footer is read to its end before the last pixel.
    private static readonly int[] Depths = [25, 50, 75, 95];

    private readonly Distribution _visible = new(exactUpTo);
    private readonly Distribution _server = new(exactUpTo);
    private readonly long[] _reached = new long[Depths.Length];
    private long _clicks;
    private long _rageClicks;
    private long _deadClicks;
    private long _errors;

    /// <summary>Number of sessions with a report.</summary>
    public long Sessions { get; set; }

    /// <summary>Number of visits with a report.</summary>
    public long Views { get; private set; }

    public long Bytes => _visible.Bytes + _server.Bytes;

    public void Add(Step step, PageEngagement seen)
    {
        Views++;
        _visible.Add(seen.Visible.TotalSeconds / step.Count);
        _server.Add(step.Server.TotalSeconds / step.Count);
        for (var i = 0; i < Depths.Length; i++)
            _reached[i] += seen.ScrollDepth >= Depths[i] ? 1 : 0;
        _clicks += seen.Clicks;
        _rageClicks += seen.RageClicks;
        _deadClicks += seen.DeadClicks;
        _errors += seen.ScriptErrors;
    }

    public void Merge(EngagementTimes other)
    {
        Sessions += other.Sessions;
        Views += other.Views;
        _visible.Merge(other._visible);
        _server.Merge(other._server);
        for (var i = 0; i < Depths.Length; i++)
            _reached[i] += other._reached[i];
        _clicks += other._clicks;
        _rageClicks += other._rageClicks;
        _deadClicks += other._deadClicks;
        _errors += other._errors;
    }

    public EngagedPage Result(string step, string device) => new()
    {
        Step = step,
        Device = device,
        Sessions = Sessions,
        Views = Views,
        VisibleSeconds = _visible.Percentiles(),
        ServerSeconds = _server.Percentiles(),
        Reached = [.. Depths.Select((depth, i) => new ReachedDepth(depth, _reached[i], (double)_reached[i] / Views))],
        Clicks = _clicks,
        RageClicks = _rageClicks,
        DeadClicks = _deadClicks,
        ScriptErrors = _errors,
    };
}
