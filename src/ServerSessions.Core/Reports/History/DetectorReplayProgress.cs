namespace ServerSessions;

/// <summary>How far a replay is.</summary>
/// <param name="Journeys">Journeys that were begun.</param>
/// <param name="Of">Journeys that there are, as far as they are read.</param>
/// <param name="Events">Events that were folded.</param>
public sealed record DetectorReplayProgress(int Journeys, int Of, long Events);
