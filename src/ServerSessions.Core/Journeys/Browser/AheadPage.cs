namespace ServerSessions.Journeys.Browser;

/// <summary>A page that the browser fetched ahead of need: it becomes a step when the browser reports that it was shown.</summary>
/// <param name="Page">Start of its request, Unix microseconds.</param>
/// <param name="Step">Name of its step.</param>
internal readonly record struct AheadPage(long Page, string Step);
