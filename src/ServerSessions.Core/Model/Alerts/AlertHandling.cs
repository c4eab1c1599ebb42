namespace ServerSessions;

/// <summary>One action of a person on an alert.</summary>
/// <param name="State">The new state.</param>
/// <param name="At">Time (UTC).</param>
/// <param name="By">Name of the person; null when unknown.</param>
/// <param name="Reason">The reason; null when none was given.</param>
public sealed record AlertHandling(AlertState State, DateTimeOffset At, string? By, string? Reason);
