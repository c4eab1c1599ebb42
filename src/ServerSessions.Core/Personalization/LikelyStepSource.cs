namespace ServerSessions;

/// <summary>Where a likely next step comes from.</summary>
public enum LikelyStepSource
{
    /// <summary>Transitions of people from the current step, of whom at least <see cref="LiveJourneyOptions.MinimumSupport"/> took it.</summary>
    Transitions,
    /// <summary>Too few people took the current step: the step is among the most visited ones of the application.</summary>
    MostVisited,
}
