namespace ServerSessions;

/// <summary>A feature that a person used.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Time">Last use (UTC).</param>
public sealed record UsedFeature(string Name, DateTimeOffset Time);
