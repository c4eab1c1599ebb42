namespace ServerSessions;

/// <summary>Something that goes together with converting, or with leaving. It is no proof of a cause.</summary>
/// <param name="Factor">A step beside the funnel, an outcome met, a device, a country, the first step.</param>
/// <param name="Units">Units that have it; at least 25, and at least 2 % of those that entered.</param>
/// <param name="Converted">Those of them that reached the last step.</param>
/// <param name="OddsRatio">Odds of converting with it ÷ odds without it, one added to every cell; above 1 it goes with converting.</param>
/// <param name="P">Two-sided, of the chi-squared test.</param>
/// <param name="Q">P after Benjamini and Hochberg: the share of false ones among all that are at least as clear.</param>
public sealed record FunnelFactor(string Factor, long Units, long Converted, double OddsRatio, double P, double Q);
