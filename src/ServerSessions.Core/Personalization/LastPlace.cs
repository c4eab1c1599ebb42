namespace ServerSessions;

/// <summary>The last page of an earlier session.</summary>
/// <param name="Step">Name of the step; it has no route values, because none are stored.</param>
/// <param name="Time">When the person was there (UTC).</param>
public sealed record LastPlace(string Step, DateTimeOffset Time);
