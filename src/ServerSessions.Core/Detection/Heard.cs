namespace ServerSessions.Detection;

/// <param name="Rule">The rule that has found something.</param>
/// <param name="Since">Time of its first evidence.</param>
internal readonly record struct Heard(string Rule, DateTimeOffset Since);
