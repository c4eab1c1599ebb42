namespace ServerSessions;

/// <summary>One page of a listing.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">Give it as <c>after</c> to read on; null when this was the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
