namespace ServerSessions.Insights;

/// <summary>A cause in words (<c>ok</c>, <c>invalid: email</c>, <c>denied: policy</c>, <c>failed: exception</c>), with its count.</summary>
public sealed record CauseCount(string Cause, long Count);
