namespace ServerSessions.Insights;

/// <summary>A figure before and after a release.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
/// <param name="Relative">After ÷ before − 1; null when it was 0 before.</param>
/// <param name="Error">
/// Standard error of the difference, for shares of sessions (conversion, errors, failures, bounce); null for other figures. A difference below about twice its error
/// can be chance. The weekdays and hours of both sides can differ, which no error covers.
/// </param>
public sealed record ReleaseChange(InsightFigure Figure, double Before, double After, double? Relative, double? Error);
