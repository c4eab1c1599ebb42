namespace ServerSessions;

/// <summary>A name and how often it was counted.</summary>
public sealed record NamedCount(string Name, long Count);
