namespace ServerSessions.Insights;

/// <summary>Values in one currency.</summary>
/// <param name="Currency">The currency as the application recorded it, such as "EUR"; null for values without one.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Sum">Their sum, exact to four decimal places.</param>
/// <param name="Median">Their median; exact up to 16,384 values from journeys, otherwise from a log-scaled histogram (error at most 5 %). Null when there are none.</param>
public sealed record ValueFigures(string? Currency, long Count, decimal Sum, decimal? Median);
