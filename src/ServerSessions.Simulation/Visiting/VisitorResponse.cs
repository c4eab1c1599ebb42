namespace ServerSessions.Simulation.Visiting;

/// <summary>A response as a client receives it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The text, at most a megabyte of it.</param>
/// <param name="Location">Where a redirect points, as sent.</param>
/// <param name="SetCookies">The Set-Cookie headers.</param>
internal sealed record VisitorResponse(int Status, string Body, string? Location, IReadOnlyList<string> SetCookies);
