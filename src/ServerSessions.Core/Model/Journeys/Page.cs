namespace ServerSessions;

/// <summary>One page of a listing.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Next">Cursor of the next page, for <c>after</c>; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
