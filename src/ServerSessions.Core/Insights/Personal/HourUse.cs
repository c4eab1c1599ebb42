namespace ServerSessions.Insights.Personal;

/// <summary>An hour of the week in which a person was active.</summary>
/// <param name="Weekday">0 is Monday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Steps">Number of steps.</param>
internal sealed record HourUse(int Weekday, int Hour, long Steps);
