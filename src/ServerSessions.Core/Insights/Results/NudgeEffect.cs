namespace ServerSessions.Insights;

/// <summary>The effect of one nudge.</summary>
/// <param name="Nudge">Name of the nudge.</param>
/// <param name="Readout">The comparison of "shown" with "holdout", the control.</param>
public sealed record NudgeEffect(string Nudge, ExperimentReadout Readout);
