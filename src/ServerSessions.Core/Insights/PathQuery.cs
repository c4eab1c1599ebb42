namespace ServerSessions;

/// <summary>Which ways are looked at.</summary>
/// <param name="Step">From the first visit of this step on; null: whole sessions.</param>
/// <param name="Depth">So many transitions from there, 1 to 50.</param>
/// <param name="Backward">Those that led there instead.</param>
public sealed record PathQuery(string? Step = null, int Depth = 5, bool Backward = false);
