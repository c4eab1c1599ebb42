namespace ServerSessions;

/// <summary>A step that people are likely to take next.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Share">Share of the sessions, 0 to 1: of those that left the current step, or of all where it is a stand-in.</param>
/// <param name="Support">Number of sessions of people behind it, in the last 7 days.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record LikelyStep(string Step, double Share, long Support, LikelyStepSource Source);
