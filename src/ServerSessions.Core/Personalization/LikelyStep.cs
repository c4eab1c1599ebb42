namespace ServerSessions;

/// <summary>A step that people are likely to take next.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Share">
/// Share of people, 0 to 1: of those who took the current step, the share that went directly to this one; where it is a stand-in, the share of all people that took it.
/// One person may go on to several steps, so shares may add up to more than 1.
/// </param>
/// <param name="Support">
/// Number of people behind it, in the last 7 days; at least 5. A signed-in user counts once, however many sessions they have; visitors without a sign-in count for at most
/// four people of a network.
/// </param>
/// <param name="Source">Where it comes from.</param>
public sealed record LikelyStep(string Step, double Share, long Support, LikelyStepSource Source);
