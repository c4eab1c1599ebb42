namespace ServerSessions.Benchmarks.Pages;

/// <summary>One answer of a page.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Html">The page.</param>
/// <param name="Milliseconds">From the request to the last byte.</param>
internal sealed record PageAnswer(string Path, string Html, double Milliseconds);
