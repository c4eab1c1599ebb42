namespace ServerSessions;

/// <summary>A cause in words (<c>ok</c>, <c>invalid: email</c>, <c>denied: policy</c>, <c>failed: exception</c>) and how often it was that.</summary>
public sealed record CauseCount(string Cause, long Count);
