namespace ServerSessions.Insights;

/// <summary>Whose clicks are listed by element.</summary>
/// <param name="Step">The step; null (the default) for the one with the most sessions.</param>
/// <param name="Device">The kind of device, such as "phone"; null (the default) for all.</param>
public sealed record ClickQuery(string? Step = null, string? Device = null);
