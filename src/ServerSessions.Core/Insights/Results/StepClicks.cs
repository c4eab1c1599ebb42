namespace ServerSessions.Insights;

/// <summary>Clicks on the page of a step by element, of which at least five people are behind each number.</summary>
/// <param name="Elements">Elements, those with the most clicks first; at most 100.</param>
internal sealed record StepClicks(IReadOnlyList<StepClicksElement> Elements);
