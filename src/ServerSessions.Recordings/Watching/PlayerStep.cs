namespace ServerSessions.Recordings.Watching;

/// <summary>A step, or a finding, on the lane of the player.</summary>
/// <param name="At">Its time, Unix milliseconds.</param>
/// <param name="To">Time of the next one, Unix milliseconds.</param>
/// <param name="Name">The name.</param>
/// <param name="Detail">What was bad about it, in words; null when nothing was.</param>
internal sealed record PlayerStep(long At, long To, string Name, string? Detail);
