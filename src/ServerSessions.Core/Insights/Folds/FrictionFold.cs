namespace ServerSessions.Insights.Folds;

/// <summary>
/// Friction by step. Its counts are a rollup's fields; think times are kept beside them where journeys are folded one by one (null
/// <paramref name="dwell"/> in rollups, which then know those inside flows from a histogram, at most 5 % off).
/// </summary>
internal sealed class FrictionFold(IReadOnlyList<Flow> flows, DwellTimes? dwell = null) : CountingFold
{
    public const string Name = "friction";
    private const int WorstShown = 10;
    private const double MinStall = 60;
    private const string SessionsField = "n";
    private const string QuickBackField = "q";
    private const string BacktrackField = "b";
    private const string RepeatField = "r";
    private const string RageField = "g";
    private const string WithBacktrackField = "w";
    private const string AtSessions = "n\u001f";
    private const string AtVisits = "v\u001f";
    private const string AtAbandonments = "a\u001f";
    private const string AtQuickBacks = "q\u001f";
    private const string AtBacktracks = "b\u001f";
    private const string AtRepeats = "r\u001f";
    private const string AtRage = "g\u001f";
    private const string AtErrorExits = "e\u001f";
    private const string AtDwell = "d\u001f";
    private const string AtRageClicks = "R\u001f";
    private const string AtDeadClicks = "D\u001f";
    private const string AtScriptErrors = "S\u001f";

    private readonly HashSet<string> _inFlows = [.. flows.SelectMany(f => f.Steps)];
    private readonly SortedSet<(int Score, SessionId Id)> _worst = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<StepRun> _runs = [];

    public override long Bytes => base.Bytes + (dwell?.Bytes ?? 0);

    public override void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        Count(SessionsField);
        Count(QuickBackField, journey.Friction.QuickBacks);
        Count(BacktrackField, journey.Friction.Backtracks);
        Count(RepeatField, journey.Friction.Repeats);
        Count(RageField, journey.Friction.Rage);
        Count(WithBacktrackField, journey.Friction.Backtracks > 0 ? 1 : 0);
        Worst(journey.Friction.Score, journey.Id);
        _seen.Clear();
        for (var i = 0; i < journey.Steps.Count; i++)
            Step(journey, i);
        if (journey.Exit is { } exit && IsError(exit.Outcome))
            Count(AtErrorExits + exit.Name);
        StepRun.Fill(_runs, journey);
        foreach (var flow in flows)
            if (FlowPassage.Of(flow, _runs) is { Completed: false } passage)
                Count(AtAbandonments + passage.Last.Name);
    }

    public void Merge(FrictionFold other)
    {
        Merge(other.Fields);
        foreach (var (score, id) in other._worst)
            Worst(score, id);
        if (dwell is not null && other.Dwell is { } times)
            dwell.Merge(times);
    }

    private DwellTimes? Dwell => dwell;

    /// <param name="named">The name of a session, where that is not its id.</param>
    public FrictionReport Result(Func<SessionId, string>? named = null)
    {
        var steps = With(AtSessions).Select(Step).OrderByDescending(Weight).ThenByDescending(s => s.Sessions)
            .ThenBy(s => s.Step, StringComparer.Ordinal).ToList();
        return new FrictionReport
        {
            Sessions = Of(SessionsField),
            QuickBacks = Of(QuickBackField),
            Backtracks = Of(BacktrackField),
            Repeats = Of(RepeatField),
            Rage = Of(RageField),
            Stalls = steps.Sum(s => s.Stalls),
            RageClicks = steps.Sum(s => s.RageClicks),
            DeadClicks = steps.Sum(s => s.DeadClicks),
            ScriptErrors = steps.Sum(s => s.ScriptErrors),
            SessionsWithBacktrack = Of(WithBacktrackField),
            Steps = steps,
            Worst = [.. _worst.Reverse().Select(w => new WorstSession(named is null ? w.Id.ToString() : named(w.Id), w.Score))],
        };
    }

    private void Step(Journey journey, int index)
    {
        var step = journey.Steps[index];
        if (_seen.Add(step.Name))
            Count(AtSessions + step.Name);
        Count(AtVisits + step.Name, step.Count);
        // A flow can be left at a step that only redirects lead to: such a step is listed too.
        foreach (var page in step.Landings)
            if (page != step.Name && _inFlows.Contains(page))
            {
                Count(AtSessions + page, _seen.Add(page) ? 1 : 0);
                Count(AtVisits + page);
            }

        Count(AtRepeats + step.Name, step.Repeats);
        Count(AtRage + step.Name, step.Rage);
        if (step.Engagement is { } seen)
        {
            Count(AtRageClicks + step.Name, seen.RageClicks);
            Count(AtDeadClicks + step.Name, seen.DeadClicks);
            Count(AtScriptErrors + step.Name, seen.ScriptErrors);
        }

        if ((step.QuickBack || step.Backtrack) && journey.StepBefore(index) is { } left)
        {
            Count(AtQuickBacks + left.Name, step.QuickBack ? 1 : 0);
            Count(AtBacktracks + left.Name, step.Backtrack ? 1 : 0);
        }

        if (step.Dwell is not { } time)
            return;
        dwell?.Add(step.Name, time.TotalSeconds);
        if (dwell is null && _inFlows.Contains(step.Name))
            Count(AtDwell + LogHistogram.Text(time.TotalSeconds) + Part + step.Name);
    }

    private FrictionStep Step(NamedCount sessions)
    {
        var step = sessions.Name;
        var times = dwell?.Of(step);
        return new FrictionStep
        {
            Step = step,
            Sessions = sessions.Count,
            CountsLandings = _inFlows.Contains(step),
            Visits = Of(AtVisits + step),
            Abandonments = Of(AtAbandonments + step),
            QuickBacks = Of(AtQuickBacks + step),
            Backtracks = Of(AtBacktracks + step),
            Repeats = Of(AtRepeats + step),
            Rage = Of(AtRage + step),
            ErrorThenExit = Of(AtErrorExits + step),
            RageClicks = Of(AtRageClicks + step),
            DeadClicks = Of(AtDeadClicks + step),
            ScriptErrors = Of(AtScriptErrors + step),
            DwellSeconds = times?.Percentiles() ?? new Percentiles(null, null),
            Stalls = !_inFlows.Contains(step) ? 0 : times is not null ? Stalls(times) : RolledStalls(step),
        };
    }

    private static long Stalls(Distribution times) => times.Quantile(0.95) is { } p95 ? times.Above(Math.Max(MinStall, 3 * p95)) : 0;

    private long RolledStalls(string step)
    {
        var counts = With(AtDwell).Where(f => f.Name.EndsWith(Part + step, StringComparison.Ordinal))
            .Select(f => (LogHistogram.Bucket(f.Name[..^(step.Length + 1)]), f.Count)).ToList();
        return LogHistogram.Quantile(counts, 0.95) is not { } p95 ? 0
            : counts.Where(c => LogHistogram.Middle(c.Item1) > Math.Max(MinStall, 3 * p95)).Sum(c => c.Count);
    }

    private static long Weight(FrictionStep s) => s.Abandonments + s.QuickBacks + s.Backtracks + s.Repeats + s.Rage + s.Stalls + s.ErrorThenExit + s.RageClicks + s.DeadClicks + s.ScriptErrors;

    private static bool IsError(Outcome outcome) => outcome is not (Outcome.Ok or Outcome.Redirected or Outcome.Aborted);

    private void Worst(int score, SessionId id)
    {
        if (score > 0 && _worst.Add((score, id)) && _worst.Count > WorstShown)
            _worst.Remove(_worst.Min);
    }
}
