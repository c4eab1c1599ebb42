namespace ServerSessions.Reports.Stuck;

/// <summary>A step with trouble.</summary>
/// <param name="Index">Index of its last occurrence.</param>
/// <param name="Step">Name of the step.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Points">Friction points of it.</param>
/// <param name="Times">How often it happened.</param>
internal sealed record StuckPlace(int Index, string Step, StuckCause Cause, int Points, int Times)
{
    public IReadOnlyList<string> Fields { get; init; } = [];

    public string? Detail { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Null for a step without trouble.</summary>
    public static StuckPlace? Of(IReadOnlyList<Step> steps, int index)
    {
        var step = steps[index];
        var weights = Friction.Weights;
        var attempts = (step.Repeats * weights.Repeats) + (step.Rage * weights.Rage) + Browser(step.Engagement, weights);
        if (CauseOf(step.Outcome) is { } cause)
            return new StuckPlace(index, step.Name, cause, attempts + (step.Count * weights.Errors), step.Count)
            {
                Fields = step.Fields,
                Detail = step.Cause,
                TraceId = step.Trace,
            };
        if (attempts > 0)
            return new StuckPlace(index, step.Name, StuckCause.Rage, attempts, step.Count) { TraceId = step.Trace };
        // The step that was left is the one that did not have what was searched for.
        return index > 0 && (step.QuickBack || step.Backtrack)
            ? new StuckPlace(
                index - 1, steps[index - 1].Name, StuckCause.Searching, (step.QuickBack ? weights.QuickBacks : 0) + (step.Backtrack ? weights.Backtracks : 0), 1)
            : null;
    }

    /// <summary>Both occurrences of the same trouble; what is known of the later one stands.</summary>
    public StuckPlace And(StuckPlace later) => later with
    {
        Points = Points + later.Points,
        Times = Times + later.Times,
        Fields = [.. Fields.Union(later.Fields, StringComparer.Ordinal)],
        Detail = later.Detail ?? Detail,
        TraceId = later.TraceId ?? TraceId,
    };

    private static int Browser(PageEngagement? seen, Friction weights) =>
        seen is null ? 0 : (seen.RageClicks * weights.RageClicks) + (seen.DeadClicks * weights.DeadClicks) + (seen.ScriptErrors * weights.ScriptErrors);

    private static StuckCause? CauseOf(Outcome outcome) => outcome switch
    {
        Outcome.Invalid => StuckCause.Invalid,
        Outcome.Denied => StuckCause.Denied,
        Outcome.Missing => StuckCause.Missing,
        Outcome.Conflict => StuckCause.Conflict,
        Outcome.Throttled => StuckCause.Throttled,
        Outcome.Failed => StuckCause.Failed,
        _ => null,
    };
}
