namespace ServerSessions;

/// <summary>
/// What people are likely to do next, from what people did in the last 7 days. Answers come from memory and are about no single person. They are empty until
/// the first reading, which begins with the first call and is repeated every 10 minutes. A figure counts people: a signed-in user once, and visitors without a
/// sign-in for at most four people of a network.
/// </summary>
public interface ILikelySteps
{
    /// <summary>
    /// Steps that people took directly after a step, at most five, the likeliest first. Where fewer than <see cref="LiveJourneyOptions.MinimumSupport"/> people
    /// took it, the most visited steps of the application stand in.
    /// </summary>
    /// <param name="step">Name of the step.</param>
    IReadOnlyList<LikelyStep> Next(string step);

    /// <summary>
    /// Items of a catalogue that people came to next after an item, whatever they did between, at most five, the likeliest first. Empty where fewer than
    /// <see cref="LiveJourneyOptions.MinimumSupport"/> people came to the item; no item stands in.
    /// </summary>
    /// <param name="item">Name of the item's event, which begins with one of <see cref="LiveJourneyOptions.ItemEvents"/>; any other name has none.</param>
    IReadOnlyList<LikelyStep> NextItems(string item);
}
