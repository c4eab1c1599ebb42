namespace ServerSessions;

/// <summary>Where a likely next step comes from.</summary>
public enum LikelyStepSource
{
    /// <summary>Transitions of people from the current step, by at least <see cref="LiveJourneyOptions.MinimumSupport"/> sessions that left it.</summary>
    Transitions,
    /// <summary>Too few sessions left the current step: the step is among the most visited ones of the application.</summary>
    MostVisited,
}
