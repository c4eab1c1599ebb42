namespace ServerSessions.Insights;

/// <summary>Sessions that started in one hour.</summary>
public sealed record HourCount(DateTimeOffset Hour, long Sessions);
