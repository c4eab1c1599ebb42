namespace ServerSessions;

/// <summary>How many took up to so many seconds, and longer than the bucket before; null: as long as they liked.</summary>
public sealed record TimeBucket(double? UpToSeconds, long Count);
