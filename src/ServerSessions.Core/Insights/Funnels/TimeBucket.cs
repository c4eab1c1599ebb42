namespace ServerSessions.Insights;

/// <summary>Number of durations up to this bound and above the bound of the bucket before; a null bound means unbounded.</summary>
public sealed record TimeBucket(double? UpToSeconds, long Count);
