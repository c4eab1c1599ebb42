namespace ServerSessions;

/// <summary>The campaign whose link led to a session's first request, in lower case. Values outside the limits of <c>CampaignOptions</c> are "(other)".</summary>
/// <param name="Source">Where the link stood, such as "newsletter"; null when the link did not say.</param>
/// <param name="Medium">Its medium, such as "email" or "cpc"; null when the link did not say.</param>
/// <param name="Name">Name of the campaign; null when the link did not say.</param>
public sealed record Campaign(string? Source, string? Medium, string? Name);
