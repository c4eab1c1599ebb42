namespace ServerSessions.Personalization.Nudges;

/// <summary>A claim that was written: what is shown, if anything, and what it exposes the browser to.</summary>
/// <param name="Nudge">The nudge.</param>
/// <param name="Shown">What is shown; null for one of a holdout.</param>
/// <param name="Exposures">Experiments and their variants.</param>
internal sealed record NudgeClaim(Nudge Nudge, ShownNudge? Shown, IReadOnlyList<(string Experiment, string Variant)> Exposures)
{
    /// <summary>The alert to the support, which is to be raised; null for none.</summary>
    public Alert? Alert { get; init; }
}
