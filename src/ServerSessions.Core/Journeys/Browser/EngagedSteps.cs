using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>Joins what the browser reported to the steps of a journey: to the step of the view's request, or as a step of its own.</summary>
internal sealed class EngagedSteps
{
    private readonly List<Step> _steps;
    private readonly List<StepClick> _clicks = [];
    private readonly List<StepField> _fields = [];

    private EngagedSteps(IEnumerable<Step> steps) => _steps = [.. steps];

    /// <summary>Number of steps that the browser alone reported.</summary>
    public int Added { get; private set; }

    /// <summary>Time for which pages were visible, all together.</summary>
    public TimeSpan Visible { get; private set; }

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>What was clicked.</summary>
    public IReadOnlyList<StepClick> Clicks => _clicks;

    /// <summary>Which fields were used.</summary>
    public IReadOnlyList<StepField> Fields => _fields;

    /// <param name="steps">The steps that requests made.</param>
    /// <param name="views">What the browser reported.</param>
    /// <param name="max">Maximum number of steps; later ones are only counted.</param>
    public static EngagedSteps Of(IEnumerable<Step> steps, PageViews views, int max)
    {
        var joined = new EngagedSteps(steps);
        // First those that belong to a request: afterwards other steps stand in between.
        foreach (var view in views.All.Where(v => v.Step is null))
            joined.Attach(view);
        foreach (var view in views.All.Where(v => v.Step is not null))
            joined.Insert(view);
        if (joined._steps.Count > max)
            joined._steps.RemoveRange(max, joined._steps.Count - max);
        return joined;
    }

    private void Attach(PageView view)
    {
        var page = UnixTime.ToDate(view.Page);
        // A redirect's page, and a repeat, are folded into one step. What happens in the page is its own, and not sent by the form that led to it.
        var at = _steps.FindLastIndex(s => s.Kind != StepKind.Custom && s.Time <= page);
        if (at < 0)
            return;
        Visible += TimeSpan.FromMilliseconds(view.Visible);
        _steps[at] = With(_steps[at], view);
        if (_steps[at].Landed is { } landed && page > _steps[at].Time)
            Detail(view, landed, at + 1);
        else
            Detail(view, _steps[at].Name, at);
    }

    private void Insert(PageView view)
    {
        var time = UnixTime.ToDate(view.Time);
        Added++;
        Visible += TimeSpan.FromMilliseconds(view.Visible);
        var at = _steps.FindLastIndex(s => s.Time <= time) + 1;
        _steps.Insert(at, With(new Step { Name = view.Step!, Time = time, Kind = StepKind.Page, Status = 200 }, view));
        Detail(view, view.Step!, at);
    }

    // What is sent is a step from this one on.
    private void Detail(PageView view, string step, int from)
    {
        if (view.Details is not { } details)
            return;
        _clicks.AddRange(details.Clicks.Select(c => new StepClick(step, c.Click, c.Count)));
        var isSent = _steps.FindIndex(from, s => s.Kind == StepKind.Action && s.Outcome is Outcome.Ok or Outcome.Redirected) >= 0;
        for (var i = 0; i < details.Fields.Count; i++)
            _fields.Add(new StepField(step, details.Fields[i], IsLast: i == details.Fields.Count - 1, isSent));
    }

    private static Step With(Step step, PageView view)
    {
        var before = step.Engagement ?? new PageEngagement(TimeSpan.Zero, 0, 0, 0, 0, 0);
        var visible = before.Visible + TimeSpan.FromMilliseconds(view.Visible);
        return step with
        {
            Dwell = visible,
            DwellSource = DwellSource.Beacon,
            Engagement = new PageEngagement(
                visible, Math.Max(before.ScrollDepth, view.Depth), before.Clicks + view.Clicks, before.RageClicks + view.RageClicks, before.DeadClicks + view.DeadClicks,
                before.ScriptErrors + view.Errors)
            {
                Vitals = view.Vitals ?? before.Vitals,
            },
        };
    }
}
