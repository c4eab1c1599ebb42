namespace ServerSessions.Insights;

/// <summary>
/// An estimate of what the units would have been worth that did not go on from a step: lost units × share of the completed units that have a value in this
/// currency × the median value of those. It is an upper bound of what a repair can bring, because it takes every lost unit for one that would have completed.
/// </summary>
/// <param name="Currency">The currency; null for values without one.</param>
/// <param name="Lost">Units that reached the step and no later one.</param>
/// <param name="Share">Share of the completed units that have a value in this currency, 0 to 1.</param>
/// <param name="Median">Median value of those units.</param>
/// <param name="Value">The estimate.</param>
public sealed record RevenueAtRisk(string? Currency, long Lost, double Share, decimal Median, decimal Value);
