namespace ServerSessions;

/// <summary>One thing that people have done about an alert.</summary>
/// <param name="State">What they made of it.</param>
/// <param name="At">When (UTC).</param>
/// <param name="By">Who; null when that is not known.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record AlertHandling(AlertState State, DateTimeOffset At, string? By, string? Reason);
