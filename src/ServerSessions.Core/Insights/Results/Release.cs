namespace ServerSessions.Insights;

/// <summary>A version of the application that started in a range of time.</summary>
/// <param name="Version">The version, as the options or the entry assembly name it.</param>
/// <param name="Since">When a node with it started first (UTC). A version that is returned to has the time of its newest start.</param>
public sealed record Release(string Version, DateTimeOffset Since);
