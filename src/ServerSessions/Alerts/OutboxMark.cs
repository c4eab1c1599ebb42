namespace ServerSessions.Alerts;

/// <summary>The last alert of a partition's outbox that was decided about. All before it were decided about, and handed on, before.</summary>
/// <param name="Position">Where it stands, "ms-n".</param>
/// <param name="Told">It was to be sent.</param>
internal sealed record OutboxMark(string Position, bool Told);
