using ServerSessions.Model;

namespace ServerSessions.Insights.Folds;

/// <summary>The few figures by which one stretch of time is compared with another, or with a threshold.</summary>
/// <param name="goal">The step or event that converts; null: any declared goal.</param>
/// <param name="currency">Currency of the revenue; empty for values without one.</param>
internal sealed class KeyFiguresFold(string? goal = null, string currency = "")
{
    private readonly Distribution _durations = new();
    private long _converted;
    private long _withErrors;
    private long _withFailures;
    private long _friction;
    private long _engaged;
    private long _revenue;

    public long Sessions { get; private set; }

    public void Add(Journey journey)
    {
        Sessions++;
        var (converts, fails) = (goal is null && journey.Class == JourneyClass.Completed, false);
        foreach (var step in journey.Steps)
        {
            converts |= goal is not null && step.Reaches(goal);
            fails |= step.Outcome == Outcome.Failed;
            if (step.Properties.Count > 0 && EventValue.Of(step.Properties) is { } value && value.Currency == currency)
                _revenue += (long)(value.Value * EventValue.Parts);
        }

        _converted += converts ? 1 : 0;
        _withFailures += fails ? 1 : 0;
        _withErrors += journey.Friction.Errors > 0 ? 1 : 0;
        _friction += journey.Friction.Score;
        _engaged += journey.Engaged ? 1 : 0;
        _durations.Add(journey.Duration.TotalSeconds);
    }

    public void Merge(KeyFiguresFold other)
    {
        Sessions += other.Sessions;
        _converted += other._converted;
        _withErrors += other._withErrors;
        _withFailures += other._withFailures;
        _friction += other._friction;
        _engaged += other._engaged;
        _revenue += other._revenue;
        _durations.Merge(other._durations);
    }

    /// <summary>The figure; null where it is one of sessions and there are none.</summary>
    public double? Of(InsightFigure figure) => figure switch
    {
        InsightFigure.Sessions => Sessions,
        InsightFigure.Revenue => (double)_revenue / EventValue.Parts,
        InsightFigure.Duration => _durations.Quantile(0.5),
        InsightFigure.Friction => Share(_friction),
        _ when Hits(figure) is { } hits => Share(hits),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No figure of insights."),
    };

    /// <summary>The sessions that a share counts; null for a figure that is no share.</summary>
    public long? Hits(InsightFigure figure) => figure switch
    {
        InsightFigure.Conversion => _converted,
        InsightFigure.Errors => _withErrors,
        InsightFigure.Failures => _withFailures,
        InsightFigure.Bounce => Sessions - _engaged,
        _ => null,
    };

    private double? Share(long of) => Sessions == 0 ? null : (double)of / Sessions;
}
