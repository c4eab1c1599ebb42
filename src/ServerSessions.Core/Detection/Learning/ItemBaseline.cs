namespace ServerSessions.Detection;

/// <summary>How often sessions ask one endpoint for items.</summary>
/// <param name="P99">99 of 100 sessions that used it at all asked no more often than this.</param>
/// <param name="Sessions">Number of sessions it was learned from.</param>
internal readonly record struct ItemBaseline(int P99, int Sessions);
