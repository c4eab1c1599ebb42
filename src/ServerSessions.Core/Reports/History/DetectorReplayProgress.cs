namespace ServerSessions.Reports;

/// <summary>Progress of a replay.</summary>
/// <param name="Journeys">Number of journeys that were started.</param>
/// <param name="Of">Number of journeys that were read so far.</param>
/// <param name="Events">Number of folded events.</param>
public sealed record DetectorReplayProgress(int Journeys, int Of, long Events);
