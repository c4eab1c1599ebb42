namespace ServerSessions.Insights;

/// <summary>A fact that goes together with converting, or with leaving. It is no proof of a cause.</summary>
/// <param name="Factor">The fact: a step beside the funnel, an outcome, a device, a country, or the first step.</param>
/// <param name="Units">Number of units with this fact; at least 25, and at least 2 % of those that entered.</param>
/// <param name="Converted">Those of them that reached the last step.</param>
/// <param name="OddsRatio">Odds of converting with it ÷ odds without it, with one added to every cell; above 1 it goes together with converting.</param>
/// <param name="P">Two-sided p-value of the chi-squared test.</param>
/// <param name="Q">P after Benjamini and Hochberg: the share of false ones among all that are at least as clear.</param>
public sealed record FunnelFactor(string Factor, long Units, long Converted, double OddsRatio, double P, double Q);
